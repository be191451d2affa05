import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { askedIn, commandsOf, decidedIn, literalsIn, postedIn, sentencesIn, sentIn } from './refused-operations.js';

// `npm run refusals`: reads from the sources with which codes each command and question may be refused, and writes them down for the documentation.

const root = fileURLToPath(new URL('../..', import.meta.url));
export const REFUSALS = join(root, 'libs/contracts/refusals.json');

/** What a declaration says or refers to, and of which command alone, where it stands in a table of commands. */
interface Found {
  readonly codes: readonly { readonly code: string; readonly of?: string }[];
  readonly refers: readonly { readonly to: ts.Node; readonly of?: string }[];
  readonly sends: readonly { readonly name: string; readonly of?: string }[];
}

/** How an entry may be put right: what stands there refuses one of the two ways only. */
const ONLY: Readonly<Partial<Record<string, string>>> = { corrected: 'Correct', mayAnnul: 'Annul' };

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
  const byRoutes = files.filter(({ fileName }) => fileName.endsWith('.commands.ts')).map(commandsOf);
  const byAggregate = [
    ...byRoutes,
    ...files.flatMap(postedIn),
    ...files.filter(({ fileName }) => fileName.includes('/libs/platform/')).flatMap(decidedIn),
  ];
  const sendable = new Set([...byRoutes.flatMap(({ names }) => names), ...files.flatMap(sentIn)]);
  const all = new Set([...byAggregate.flatMap(({ names }) => names), ...sendable]);
  const corrected = new Map(files.flatMap(correctedIn));
  const codesSaid = files.flatMap(sentencesIn).map(([code]) => code);
  const saidInSeveralWays = new Set(codesSaid.filter((code, n) => codesSaid.indexOf(code) !== n));
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

  /** What is said on the way from declarations for a command, by its own rule and by those of the commands that it sends or corrects. */
  function codesFrom(from: readonly ts.Node[], command: string, isCounted: IsCounted = () => true): string[] {
    const corrects = /^(Correct|Annul)\w*Entry$/.exec(command)?.[1];
    const own = new Set([command, ...(corrects ? [corrects] : []), ...(corrected.get(command) ?? [])]);
    const isOwn = (of: string | undefined) => of === undefined || own.has(of);
    for (;;) {
      const before = own.size;
      const seen = new Set<ts.Node>(from);
      const codes = new Set<string>();
      for (const node of seen) {
        const found = lookedUp(node);
        for (const { code, of } of found.codes) if (isOwn(of) && isCounted(code, node)) codes.add(code);
        for (const { name, of } of found.sends) if (isOwn(of)) own.add(name);
        for (const { to, of } of found.refers) {
          if (isOwn(of) && !isReaction(to) && (corrects !== undefined || !isOfCorrections(to))) seen.add(to);
        }
      }
      if (own.size === before)
        return [...codes].filter((code) => /^([0-9]{3} )?[a-z]+(-[a-z]+)*(: .*)?$/.test(code)).sort();
    }
  }

  function lookedUp(node: ts.Node): Found {
    const before = known.get(node);
    if (before !== undefined) return before;
    const codes: { code: string; of?: string }[] = [];
    const refers: { to: ts.Node; of?: string }[] = [];
    const sends: { name: string; of?: string }[] = [];
    const look = (one: ts.Node, of?: string): void => {
      const within = nameOf(one) ?? of;
      const mine = within === undefined ? {} : { of: within };
      if (ts.isFunctionDeclaration(one)) return; // what it says is said by whoever calls it
      for (const code of saidIn(one)) codes.push({ code, ...mine });
      for (const name of madeIn(one)) sends.push({ name, ...mine });
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
    const found = { codes, refers, sends };
    known.set(node, found);
    return found;
  }

  /** The command in whose place of a table a node stands; `Correct` and `Annul` where it is of every one of those. */
  function nameOf(node: ts.Node): string | undefined {
    if (!ts.isPropertyAssignment(node) && !ts.isMethodDeclaration(node) && !ts.isShorthandPropertyAssignment(node))
      return;
    const name = node.name.getText();
    const [, ofEach] = /^\[`(Correct|Annul)\$/.exec(name) ?? [];
    return ofEach ?? ONLY[name] ?? (all.has(name) ? name : undefined);
  }

  /** The command that is made there, to be sent. */
  function madeIn(node: ts.Node): readonly string[] {
    if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'type') return [];
    return literalsIn(node.initializer).filter((name) => sendable.has(name));
  }

  /** The commands that are decided again when an entry is corrected, by the command that corrects it. */
  function correctedIn(file: ts.SourceFile) {
    const found: [string, readonly string[]][] = [];
    const look = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && /^(\w+\.)?correctionsOf$/.test(node.expression.getText())) {
        const [name, , , entries] = node.arguments;
        if (name && entries && ts.isStringLiteral(name))
          found.push([`Correct${name.text}Entry`, decidedAgain(entries)]);
      }
      ts.forEachChild(node, look);
    };
    look(file);
    return found;
  }

  function decidedAgain(entries: ts.Expression): readonly string[] {
    const ways = checker
      .getTypeAtLocation(entries)
      .getProperties()
      .map((one) => checker.getTypeOfSymbol(one));
    return ways.flatMap((way) => {
      const by = way.getProperty('corrected') && way.getProperty('by');
      if (by === undefined) return [];
      const type = checker.getTypeOfSymbol(by);
      return type
        .getCallSignatures()
        .flatMap((one) => namesOf(one.getReturnType()))
        .concat(namesOf(type));
    });
  }

  /** The codes that a call refuses with. */
  function saidIn(node: ts.Node): readonly string[] {
    const isMade = ts.isNewExpression(node);
    if (!isMade && !ts.isCallExpression(node)) return [];
    const form = isMade ? /^(?:\w+\.)?(Refusal|Malformed|Forbidden|Conflict|Gone)$/ : /^(?:\w+\.)?(refuse|object)$/;
    const [, error] = form.exec(node.expression.getText()) ?? [];
    if (error === undefined) return [];
    const [code] = node.arguments ?? [];
    if (code === undefined || code.getText() === "'revision-mismatch'") return []; // of whatever takes If-Match
    return namesOf(checker.getTypeAtLocation(code)).map((one) => {
      const said = saidInSeveralWays.has(one) ? saidBy(node.expression, one) : undefined;
      return withStatus(said === undefined ? one : `${one}: ${said}`, STATUSES[error]);
    });
  }

  /** What the table of a `refuse` or an `object` says for a code, as its type has it. */
  function saidBy(refuses: ts.Expression, code: string): string | undefined {
    const name = ts.isPropertyAccessExpression(refuses) ? refuses.name : refuses;
    const [made] = ts.isIdentifier(name) ? declarationsOf(name) : [];
    const by = made && ts.isVariableDeclaration(made) && made.initializer;
    const [table] = by && ts.isCallExpression(by) ? by.arguments : [];
    const sentence = table && checker.getTypeAtLocation(table).getProperty(code);
    const words = (of: string) => {
      const symbol = sentence && checker.getTypeOfSymbol(sentence).getProperty(of);
      return symbol ? namesOf(checker.getTypeOfSymbol(symbol)) : [];
    };
    const said = [...words('rule'), ...words('en')];
    return said.length === 0 ? undefined : said.join(' ');
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

/** What policies send afterwards refuses nobody: what it is refused with is left to the policy. */
const isReaction = (node: ts.Node): boolean => ts.isVariableDeclaration(node) && node.type?.getText() === 'Reactions';

const isOfCorrections = (node: ts.Node): boolean =>
  node.getSourceFile().fileName.endsWith('libs/kernel/correcting.ts') ||
  (ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    ts.isCallExpression(node.initializer) &&
    /^(\w+\.)?correctionsOf$/.test(node.initializer.expression.getText()));

const namesOf = (type: ts.Type): readonly string[] =>
  (type.isUnion() ? type.types : [type]).flatMap((one) => (one.isStringLiteral() ? [one.value] : []));

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

const isNameOfItself = (node: ts.Identifier): boolean =>
  'name' in node.parent &&
  node.parent.name === node &&
  !ts.isPropertyAccessExpression(node.parent) &&
  !ts.isShorthandPropertyAssignment(node.parent);

if (process.argv[1] !== undefined && relative(process.argv[1], fileURLToPath(import.meta.url)) === '') {
  writeFileSync(REFUSALS, `${JSON.stringify(refusalsByOperation(), undefined, 2)}\n`);
}
