// The source as a graph: which file imports which, by value or for its types, and which names it takes from the page.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import ts from '@typescript/typescript6';

export interface Import {
  /** Path below src, as in `journey/session.ts`; a package keeps its name. */
  target: string;
  isTypeOnly: boolean;
}

export interface SourceFile {
  /** Path below src. */
  path: string;
  lines: number;
  firstLine: string;
  imports: Import[];
  hasDefaultExport: boolean;
  hasClass: boolean;
  /** Names it uses and does not declare, import or take as a parameter. */
  freeNames: Set<string>;
}

const toSlashes = (path: string) => path.split(sep).join('/');

export const readSourceFile = (path: string, text: string): SourceFile => {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const imports: Import[] = [];
  const declared = new Set<string>();
  const used = new Set<string>();
  let hasDefaultExport = false;
  let hasClass = false;

  const addImport = (specifier: ts.Expression | undefined, isTypeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const { text } = specifier;
    const target = text.startsWith('.') ? posix.join(posix.dirname(path), text) : text;
    imports.push({ target, isTypeOnly });
  };

  const isReference = (node: ts.Identifier) => {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
    if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
    if (ts.isBindingElement(parent)) return parent.initializer === node;
    return !(
      ts.isMethodDeclaration(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isExportSpecifier(parent) ||
      ts.isLabeledStatement(parent)
    );
  };

  const declare = (name: ts.BindingName) => {
    if (ts.isIdentifier(name)) declared.add(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) declare(element.name);
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const bindings = clause?.namedBindings;
      const areAllTypes =
        clause?.isTypeOnly ||
        (bindings && ts.isNamedImports(bindings) && bindings.elements.every(({ isTypeOnly }) => isTypeOnly));
      addImport(node.moduleSpecifier, Boolean(areAllTypes));
      if (clause?.name) declared.add(clause.name.text);
      if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) declared.add(name.text);
      return;
    }
    if (ts.isExportDeclaration(node)) addImport(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isExportAssignment(node)) hasDefaultExport = true;
    if (ts.isClassLike(node)) hasClass = true;
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    // `declare const` names a global; it does not make one.
    const isAmbient =
      ts.isVariableStatement(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
    if (isAmbient) return;
    if (ts.isVariableDeclaration(node) || ts.isParameter(node)) declare(node.name);
    if (ts.isFunctionDeclaration(node) && node.name) declared.add(node.name.text);
    if (ts.isIdentifier(node) && isReference(node)) used.add(node.text);
    if (ts.isShorthandPropertyAssignment(node)) used.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);

  return {
    path,
    lines: text.split('\n').length - 1,
    firstLine: text.slice(0, text.indexOf('\n')),
    imports,
    hasDefaultExport,
    hasClass,
    freeNames: new Set([...used].filter((name) => !declared.has(name))),
  };
};

export const readSourceFiles = (root: string): SourceFile[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => readSourceFile(toSlashes(relative(root, file)), readFileSync(file, 'utf8')));

/** The first import cycle by value, as the files on it; `undefined` when there is none. */
export const findCycle = (files: readonly SourceFile[]): string[] | undefined => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const { target, isTypeOnly } of byPath.get(path)?.imports ?? []) {
      const cycle = isTypeOnly ? undefined : walk(target, [...trail, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of files) {
    const cycle = walk(path, []);
    if (cycle) return cycle;
  }
  return undefined;
};

export const roomOf = (path: string): string => (path.includes('/') ? (dirname(path).split('/')[0] ?? '') : path);
