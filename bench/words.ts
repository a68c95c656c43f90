// The words of a script: names, texts and expressions that no minifier can shorten. What they take is its floor.
import ts from '@typescript/typescript6';

/** A minifier's own names are shorter. */
const minNameLength = 3;

/** Each word once. */
export const listWords = (code: string): string[] => {
  const words = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isName = ts.isIdentifier(node) && node.text.length >= minNameLength;
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isName || isText || ts.isRegularExpressionLiteral(node)) words.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.js', code, ts.ScriptTarget.Latest));
  return [...words].filter(Boolean).sort();
};
