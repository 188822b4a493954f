// Standard input is a pipe from the program that started this one. It closes when that program ends, however it ends; then Azurite ends too.
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));

// Ctrl-C reaches every program of a terminal, this one too, while the other still has to write down what it delivered. Azurite must outlive it.
process.on('SIGINT', () => {});
for (const name of ['on', 'once', 'addListener']) {
  const original = process[name];
  process[name] = function (event, ...rest) {
    return event === 'SIGINT' ? this : original.call(this, event, ...rest);
  };
}

require('azurite/dist/src/azurite.js');
