/** Whoever hovers over a fact of an event reads what it means: each has a comment in the declarations that are published. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { eventOf, messageNames } from '../support/event-messages.ts';
import { interactionIds, workflowIds } from './service-rows.ts';

const dist = fileURLToPath(new URL('../../generated/dist/events/', import.meta.url));

/** The comments on the members of `event`, by their names; empty for those without one. */
function commentsOf(code: string): ReadonlyMap<string, string> {
  const path = `${dist}${code}/message.d.ts`;
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const comments = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (
      ts.isVariableDeclaration(node) &&
      node.name.getText() === 'event' &&
      node.type &&
      ts.isTypeLiteralNode(node.type)
    )
      for (const member of node.type.members) {
        const told = ts.getJSDocCommentsAndTags(member).map((one) => ts.getTextOfJSDocComment(one.comment) ?? '');
        comments.set(member.name?.getText() ?? '', told.join(' '));
      }
    node.forEachChild(visit);
  };
  visit(file);
  return comments;
}

const test = suite('the facts of an event');

const events = new Map(
  messageNames.map((name) => {
    const { event } = eventOf(name) as unknown as {
      readonly event: Readonly<Record<string, unknown>> & { readonly code: string };
    };
    return [event.code, event];
  }),
);

for (const [code, event] of events)
  test(`${code}: each has a comment`, () => {
    const comments = commentsOf(code);
    assert.equal([...comments.keys()], Object.keys(event));
    assert.equal(
      [...comments].filter(([, comment]) => comment.length < 15),
      [],
    );
  });

test('they are those that the pages of the service have', () => {
  const facts = (name: string): unknown =>
    Object.fromEntries([...events].flatMap(([code, event]) => (name in event ? [[code, event[name]]] : [])));
  assert.equal(facts('meshWorkflowId'), workflowIds);
  assert.equal(facts('interactionId'), interactionIds);
});

test.run();
