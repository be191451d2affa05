import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

// `npm run refusals`: reads from the sources with which codes a rule may refuse each command, and writes them down for the documentation.

const root = fileURLToPath(new URL('../..', import.meta.url));
export const REFUSALS = join(root, 'libs/contracts/refusals.json');

/** What a declaration says or refers to, and of which command alone, where it stands in a table of commands. */
interface Found {
  readonly codes: readonly { readonly code: string; readonly of?: string }[];
  readonly refers: readonly { readonly to: ts.Node; readonly of?: string }[];
}

/** Codes by command, from the function that handles the commands of its aggregate down to every `refuse`, `object` and `new Refusal`. */
export function refusalsByCommand(): Record<string, string[]> {
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')).config,
    ts.sys,
    root,
  );
  const sources = fileNames.filter((file) => file.includes('/libs/') && !/\.spec\.ts$|for-specs/.test(file));
  const program = ts.createProgram(sources, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter((file) => sources.includes(file.fileName));
  const byAggregate = [
    ...files.filter(({ fileName }) => fileName.endsWith('.commands.ts')).map(commandsOf),
    ...files.flatMap(postedIn),
    ...files.filter(({ fileName }) => fileName.includes('/libs/platform/')).flatMap(decidedIn),
  ];
  const all = new Set(byAggregate.flatMap(({ names }) => names));
  const known = new Map<ts.Node, Found>();

  const rootsOf = (commandsFile: string): readonly ts.Node[] => {
    const handles = files.filter(({ fileName }) => fileName === commandsFile.replace('.commands.ts', '.handle.ts'));
    return handles.flatMap((file) => file.statements.filter(isExported));
  };
  const result = byAggregate.flatMap(({ file, names }) =>
    names.map((name) => [name, codesFrom(rootsOf(file), name)] as const),
  );
  return Object.fromEntries(result.sort(([one], [other]) => (one < other ? -1 : 1)));

  function codesFrom(from: readonly ts.Node[], command: string): string[] {
    const corrects = /^(Correct|Annul)\w*Entry$/.test(command);
    const seen = new Set<ts.Node>(from);
    const codes = new Set<string>();
    const isOfOther = (of: string | undefined) => of !== undefined && of !== command && !(corrects && all.has(of));
    for (const node of seen) {
      const found = lookedUp(node);
      for (const { code, of } of found.codes) if (!isOfOther(of)) codes.add(code);
      for (const { to, of } of found.refers) {
        if (!isOfOther(of) && (corrects || !isOfCorrections(to))) seen.add(to);
      }
    }
    return [...codes].filter((code) => /^[a-z]+(-[a-z]+)*$/.test(code)).sort();
  }

  function lookedUp(node: ts.Node): Found {
    const before = known.get(node);
    if (before !== undefined) return before;
    const codes: { code: string; of?: string }[] = [];
    const refers: { to: ts.Node; of?: string }[] = [];
    const look = (one: ts.Node, of?: string): void => {
      const within = nameOf(one) ?? of;
      const mine = within === undefined ? {} : { of: within };
      for (const code of saidIn(one)) codes.push({ code, ...mine });
      if (ts.isIdentifier(one) && !isNameOfItself(one)) {
        for (const to of declarationsOf(one)) refers.push({ to, ...mine });
      }
      if (!ts.isTypeNode(one) && !ts.isImportDeclaration(one))
        ts.forEachChild(one, (child) => {
          look(child, within);
        });
    };
    ts.forEachChild(node, (child) => {
      look(child);
    });
    const found = { codes, refers };
    known.set(node, found);
    return found;
  }

  /** The command in whose place of a table a node stands. */
  function nameOf(node: ts.Node): string | undefined {
    if (!ts.isPropertyAssignment(node) && !ts.isMethodDeclaration(node) && !ts.isShorthandPropertyAssignment(node))
      return;
    const name = node.name.getText();
    return all.has(name) ? name : undefined;
  }

  /** The codes that a call refuses with, or with which a reservation says that a value is taken. */
  function saidIn(node: ts.Node): readonly string[] {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'taken') return literalsIn(node.initializer);
    const isRefusing =
      (ts.isCallExpression(node) && /^(\w+\.)?(refuse|object)$/.test(node.expression.getText())) ||
      (ts.isNewExpression(node) && /^(\w+\.)?Refusal$/.test(node.expression.getText()));
    const [code] = isRefusing ? (node.arguments ?? []) : [];
    if (code === undefined) return [];
    const type = checker.getTypeAtLocation(code);
    const types = type.isUnion() ? type.types : [type];
    return types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
  }

  function declarationsOf(node: ts.Identifier): readonly ts.Node[] {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    if (symbol === undefined) return [];
    const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return (meant.declarations ?? []).filter(
      (one) =>
        sources.includes(one.getSourceFile().fileName) &&
        (ts.isFunctionDeclaration(one) ||
          ts.isMethodDeclaration(one) ||
          ts.isPropertyAssignment(one) ||
          (ts.isVariableDeclaration(one) && one.initializer !== undefined)),
    );
  }
}

const isOfCorrections = (node: ts.Node): boolean =>
  node.getSourceFile().fileName.endsWith('libs/kernel/correcting.ts') ||
  (ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    ts.isCallExpression(node.initializer) &&
    /^(\w+\.)?correctionsOf$/.test(node.initializer.expression.getText()));

const literalsIn = (node: ts.Node): readonly string[] =>
  ts.isStringLiteral(node) ? [node.text] : node.getChildren().flatMap(literalsIn);

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

const isNameOfItself = (node: ts.Identifier): boolean =>
  'name' in node.parent && node.parent.name === node && !ts.isPropertyAccessExpression(node.parent);

/** The commands that a file of command classes declares. */
function commandsOf(file: ts.SourceFile) {
  const isCommand = (one: ts.Statement): one is ts.ClassDeclaration =>
    ts.isClassDeclaration(one) &&
    (ts.getDecorators(one) ?? []).some(({ expression }) =>
      /^(\w+\.)?(Acts|Annuls|Corrects|Creates)\(/.test(expression.getText()),
    );
  return { file: file.fileName, names: file.statements.filter(isCommand).map(({ name }) => name?.text ?? '') };
}

/** The commands that an aggregate of the platform decides, whose routes are written by hand. */
function decidedIn(file: ts.SourceFile) {
  const names: string[] = [];
  const look = (node: ts.Node): void => {
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'decide' &&
      ts.isObjectLiteralExpression(node.initializer)
    ) {
      names.push(...node.initializer.properties.flatMap(({ name }) => (name ? [name.getText()] : [])));
    } else ts.forEachChild(node, look);
  };
  look(file);
  return names.length === 0 ? [] : [{ file: file.fileName, names }];
}

/** The upload or the question with a body that a file declares. */
function postedIn({ fileName, text }: ts.SourceFile) {
  const [, name] =
    /@(?:Uploads|AsksByPost)\([^@]*?name: '(\w+)'/.exec(text) ??
    /name: '(\w+)',\s+path: '\w+',\s+isPosted/.exec(text) ??
    [];
  return name === undefined ? [] : [{ file: fileName, names: [name] }];
}

if (process.argv[1] !== undefined && relative(process.argv[1], fileURLToPath(import.meta.url)) === '') {
  writeFileSync(REFUSALS, `${JSON.stringify(refusalsByCommand(), undefined, 2)}\n`);
}
