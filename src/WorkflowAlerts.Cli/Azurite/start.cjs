// Standard input is a pipe from the program that started this one. It closes when that program ends, however it ends; then Azurite ends too.
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
require('azurite/dist/src/azurite.js');
