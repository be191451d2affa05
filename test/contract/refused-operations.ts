import ts from 'typescript';

// The commands and questions that the sources declare.

/** The commands that a file of command classes declares. */
export function commandsOf(file: ts.SourceFile) {
  const isCommand = (one: ts.Statement): one is ts.ClassDeclaration =>
    ts.isClassDeclaration(one) &&
    (ts.getDecorators(one) ?? []).some(({ expression }) =>
      /^(\w+\.)?(Acts|Annuls|Corrects|Creates)\(/.test(expression.getText()),
    );
  return { file: file.fileName, names: file.statements.filter(isCommand).map(({ name }) => name?.text ?? '') };
}

/** The commands that nobody sends by a route: what policies and imports send, as the types of an aggregate name them. */
export function sentIn(file: ts.SourceFile): readonly string[] {
  const names: string[] = [];
  if (!/\/libs\/contexts\/.*\.(rules|record|state)\.ts$/.test(file.fileName)) return names;
  const look = (node: ts.Node): void => {
    if (ts.isTypeLiteralNode(node) && node.members.some(({ name }) => name?.getText() === 'data')) {
      const type = node.members.find(({ name }) => name?.getText() === 'type');
      if (type && ts.isPropertySignature(type) && type.type) names.push(...literalsIn(type.type));
    } else ts.forEachChild(node, look);
  };
  look(file);
  return names;
}

/** The commands that an aggregate of the platform decides, whose routes are written by hand. */
export function decidedIn(file: ts.SourceFile) {
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
export function askedIn(file: ts.SourceFile) {
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
export function postedIn({ fileName, text }: ts.SourceFile) {
  const [, name] =
    /@(?:Uploads|AsksByPost)\([^@]*?name: '(\w+)'/.exec(text) ??
    /name: '(\w+)',\s+path: '\w+',\s+isPosted/.exec(text) ??
    [];
  return name === undefined ? [] : [{ file: fileName, names: [name] }];
}

/** Every sentence of a file, by its code. */
export function sentencesIn(file: ts.SourceFile): readonly (readonly [code: string, text: string])[] {
  const found: (readonly [string, string])[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'sentences') {
      const [table] = node.arguments;
      const rows = table && ts.isObjectLiteralExpression(table) ? table.properties : [];
      for (const row of rows) if (row.name && 'text' in row.name) found.push([row.name.text, row.getText()]);
    } else ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

export const literalsIn = (node: ts.Node): readonly string[] =>
  ts.isStringLiteral(node) ? [node.text] : node.getChildren().flatMap(literalsIn);
