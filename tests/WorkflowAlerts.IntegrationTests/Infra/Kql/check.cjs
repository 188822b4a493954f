// Parses KQL queries and binds them to the columns of the tables they are sent to. Standard input: [{ "name", "query", "tables" }]; standard output: [{ "name", "errors" }].
// tables: what can be asked, as Kusto writes it: { "traces": "(timestamp: datetime, message: string)" }.
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');

const { GlobalState, KustoCode } = Kusto.Language;
const { DatabaseSymbol, TableSymbol } = Kusto.Language.Symbols;

const errorsOf = ({ query, tables }) => {
  const symbols = Object.entries(tables).map(([name, schema]) => TableSymbol.From(schema).WithName(name));
  const database = new DatabaseSymbol.ctor('telemetry', symbols);
  const code = KustoCode.ParseAndAnalyze(query, GlobalState.Default.WithDatabase(database));
  const found = code.GetDiagnostics();
  return Array.from({ length: found.Count }, (_, i) => found.getItem(i))
    .filter(diagnostic => diagnostic.Severity !== 'Information' && diagnostic.Severity !== 'Suggestion')
    .map(diagnostic => `${diagnostic.Code} at ${diagnostic.Start}: ${diagnostic.Message}`);
};

let input = '';
process.stdin.on('data', text => (input += text));
process.stdin.on('end', () => process.stdout.write(JSON.stringify(JSON.parse(input).map(one => ({ name: one.name, errors: errorsOf(one) })))));
