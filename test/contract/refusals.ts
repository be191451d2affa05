import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

// `npm run refusals`: reads from the sources with which codes each command and question may be refused, and writes them down for the documentation.

const root = fileURLToPath(new URL('../..', import.meta.url));
export const REFUSALS = join(root, 'libs/contracts/refusals.json');

/** What a declaration says or refers to, and of which command alone, where it stands in a table of commands. */
interface Found {
  readonly codes: readonly { readonly code: string; readonly of?: string }[];
  readonly refers: readonly { readonly to: ts.Node; readonly of?: string }[];
}

/** By the class of an error, the status with which it is answered, where that is not 422. */
const STATUSES: Readonly<Record<string, number>> = { Malformed: 400, Forbidden: 403, Conflict: 409, Gone: 410 };

/**
 * Codes by command and question, each after its status where that is not 422: from the function that handles the commands of an aggregate, or
 * from what a question is declared with, down to every `refuse`, `object` and error of a code.
 */
export function refusalsByOperation(): Record<string, string[]> {
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

  const sending = files.filter(({ fileName }) => fileName.endsWith('.command.ts'));
  const rootsOf = (commandsFile: string, name: string): readonly ts.Node[] => {
    const handles = files.filter(({ fileName }) => fileName === commandsFile.replace('.commands.ts', '.handle.ts'));
    const senders = sending.filter(({ text }) => text.includes(name));
    return [...handles, ...senders].flatMap((file) => file.statements.filter(isExported));
  };
  const result = byAggregate.flatMap(({ file, names }) =>
    names.map((name) => [name, codesFrom(rootsOf(file, name), name)] as const),
  );
  const ofQuestions = files
    .flatMap(askedIn)
    .map(({ name, root: asked }) => [name, codesFrom([asked], name, isOfQuestion)] as const);
  const refused = [...result, ...ofQuestions.filter(([, codes]) => codes.length > 0)];
  return Object.fromEntries(refused.sort(([one], [other]) => (one < other ? -1 : 1)));

  function codesFrom(from: readonly ts.Node[], command: string, isCounted: IsCounted = () => true): string[] {
    const corrects = /^(Correct|Annul)\w*Entry$/.test(command);
    const seen = new Set<ts.Node>(from);
    const codes = new Set<string>();
    const isOfOther = (of: string | undefined) => of !== undefined && of !== command && !(corrects && all.has(of));
    for (const node of seen) {
      const found = lookedUp(node);
      for (const { code, of } of found.codes) if (!isOfOther(of) && isCounted(code, node)) codes.add(code);
      for (const { to, of } of found.refers) {
        if (!isOfOther(of) && (corrects || !isOfCorrections(to))) seen.add(to);
      }
    }
    return [...codes].filter((code) => /^([0-9]{3} )?[a-z]+(-[a-z]+)*$/.test(code)).sort();
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
    const isMade = ts.isNewExpression(node);
    if (!isMade && !ts.isCallExpression(node)) return [];
    const form = isMade ? /^(?:\w+\.)?(Refusal|Malformed|Forbidden|Conflict|Gone)$/ : /^(?:\w+\.)?(refuse|object)$/;
    const [, error] = form.exec(node.expression.getText()) ?? [];
    if (error === undefined) return [];
    const [code] = node.arguments ?? [];
    if (code === undefined || code.getText() === "'revision-mismatch'") return []; // of whatever takes If-Match
    const type = checker.getTypeAtLocation(code);
    const types = type.isUnion() ? type.types : [type];
    return types.flatMap((one) => (one.isStringLiteral() ? [withStatus(one.value, STATUSES[error])] : []));
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

const withStatus = (code: string, status?: number): string => (status === undefined ? code : `${status} ${code}`);

type IsCounted = (code: string, from: ts.Node) => boolean;

/** A question that computes with the rules of commands is not refused by them: only by itself, or for its form. */
const isOfQuestion: IsCounted = (code, from) =>
  /^\d/.test(code) || from.getSourceFile().fileName.endsWith('.read-model.ts');

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

/** The questions that a file declares, each with the call that makes it. */
function askedIn(file: ts.SourceFile) {
  const asked: { readonly name: string; readonly root: ts.Node }[] = [];
  const look = (node: ts.Node): void => {
    const [declared] = ts.isCallExpression(node) ? node.arguments : [];
    const values = declared && ts.isObjectLiteralExpression(declared) ? declared.properties : [];
    const textOf = (name: string) =>
      values.flatMap((one) =>
        ts.isPropertyAssignment(one) && one.name.getText() === name && ts.isStringLiteral(one.initializer)
          ? [one.initializer.text]
          : [],
      )[0];
    const name = textOf('name');
    if (name !== undefined && textOf('summary') !== undefined) asked.push({ name, root: node });
    ts.forEachChild(node, look);
  };
  if (file.fileName.endsWith('.read-model.ts')) look(file);
  return asked;
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
  writeFileSync(REFUSALS, `${JSON.stringify(refusalsByOperation(), undefined, 2)}\n`);
}
