/** Every action that the code writes into the audit log is listed, and has words in both languages. */
import ts from 'typescript';
import { expect, test } from 'vitest';
import { actionsOf, AUDIT_KINDS } from '../../src/lib/core/audit/actions';
import { messageFile } from './message-files';
import { codeFiles, readText } from './source-files';

const listed = AUDIT_KINDS.flatMap(actionsOf);
const sources = codeFiles().filter((path) => /^src\/lib\/server\/(operations|auth|jobs)\//.test(path));
/** What a file that writes events names like `kind.what-is-done`; a template names the kind alone. */
const inCode = sources
  .map(readText)
  .filter((text) => /append(Audit|User)Events?\(|\brecord\w*\(/.test(text))
  .flatMap((text) => [...text.matchAll(/['`]([a-z]{3,}\.(?:[a-z]+(?:-[a-z]+)*(?=')|(?=\$\{)))/g)].map(([, name = '']) => name))
  .filter((name) => !/\.(pdf|csv|xlsx|json|vi|en)$/.test(name));
const readings = [...readText('src/lib/server/operations/record-reading.ts').matchAll(/'([a-z]+\.[a-z-]+)'/g)].map(([, name = '']) => name);
const written = new Set([...inCode, ...readings]);

test('the list holds what the code writes', () => {
  expect(written.size).toBeGreaterThan(20);
  expect([...written].filter((name) => !name.endsWith('.') && !listed.includes(name))).toEqual([]);
  expect([...written].filter((name) => name.endsWith('.') && !listed.some((action) => action.startsWith(name)))).toEqual([]);
});

test('the list holds nothing else', () => {
  expect(listed.filter((action) => !written.has(action) && !written.has(action.replace(/[^.]*$/, '')))).toEqual([]);
});

test.each(['vi', 'en'] as const)('every action and kind has words in %s', (language) => {
  const keys = [...messageFile('audit', language).keys()];
  const wanted = listed.map((action) => `audit_action_${action.replaceAll(/[.-]/g, '_')}`);
  expect(keys.filter((key) => key.startsWith('audit_action_')).sort()).toEqual(wanted.sort());
  expect(AUDIT_KINDS.filter((kind) => !keys.includes(`audit_kind_${kind}`))).toEqual([]);
});

/** The names in every `change: { … }`; what is spread into it stands elsewhere. */
function changedFields(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'change' && ts.isObjectLiteralExpression(node.initializer))
      for (const { name } of node.initializer.properties) if (name) found.push(name.getText(source));
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile('events.ts', text, ts.ScriptTarget.Latest);
  visit(source);
  return found;
}

test.each(['vi', 'en'] as const)('every field that an event names has words in %s', (language) => {
  const words = messageFile('audit', language);
  const spread = [
    'given',
    'taken',
    'fields',
    'state',
    'hash',
    'undoes',
    'rule',
    'rules_tried',
    'password_cleared',
    'closes_on',
    'opens_on'
  ];
  const fields = new Set([...sources.map(readText).flatMap(changedFields), ...spread]);
  expect(fields.size).toBeGreaterThan(30);
  expect([...fields].filter((field) => !words.has(`audit_field_${field.toLowerCase()}`))).toEqual([]);
});
