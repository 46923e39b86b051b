import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const client = join(import.meta.dirname, '..');
/** Attributes that people read or hear. */
const spoken = new Set(['alt', 'title', 'label', 'placeholder', 'aria-label', 'aria-description']);
/** What is written alike in every language: commands, names of formats and products, keys. */
const names =
  /^(Rostrum|npm run .*|talk\.mp4|media\/incoming|XML|JSON|CSV|TSV|WebVTT|SubRip|SHA-256|API|\d{3})$/;

/** Words that stand in the markup itself, where no language file can reach them. */
function literalsOf(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(client, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const take = (text: string) => {
    const words = text.trim();
    if (/\p{L}{2}/u.test(words) && !names.test(words)) found.push(`${file}: ${words}`);
  };
  const walk = (node: ts.Node): void => {
    if (ts.isJsxText(node)) take(node.text);
    else if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(source))) {
      if (node.initializer && ts.isStringLiteral(node.initializer)) take(node.initializer.text);
    } else if (ts.isJsxExpression(node) && node.expression && ts.isJsxElement(node.parent)) {
      if (ts.isStringLiteralLike(node.expression)) take(node.expression.text);
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

it('the markup of components has no words of its own', () => {
  const files = globSync('**/*.tsx', { cwd: client });
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(literalsOf)).toEqual([]);
});
