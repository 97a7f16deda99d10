import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepDraft, keptDraft, removeDraft } from '../../src/lib/ui/field/kept-drafts';

const monday = new Date('2027-03-01T02:00:00Z');
const days = (n: number) => new Date(monday.getTime() + n * 86_400_000);
const half = { channel: 'phone', entries: [['q1', '4'], ['q2', '2'], ['comment', 'Đi lại ba lần']] } as const; // prettier-ignore

/** A browser's storage, of which the names are its own keys. */
function storage(): Storage {
  const kept: Record<string, string> = {};
  const method = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(kept, {
    getItem: method((key: string) => kept[key] ?? null),
    setItem: method((key: string, value: string) => (kept[key] = value)),
    removeItem: method((key: string) => delete kept[key])
  }) as unknown as Storage;
}

beforeEach(() => vi.stubGlobal('localStorage', storage()));
afterEach(() => vi.unstubAllGlobals());

it('is there for whoever entered it, for that unit, until it is removed', () => {
  keepDraft('mai', 'unit-1', half, monday);
  expect(keptDraft('mai', 'unit-1', [], monday)).toEqual(half);
  expect(keptDraft('mai', 'unit-2', [], monday)).toBeUndefined();
  expect(keptDraft('lan', 'unit-1', [], monday)).toBeUndefined();
  removeDraft('mai', 'unit-1');
  expect(keptDraft('mai', 'unit-1', [], monday)).toBeUndefined();
});

it('what was entered before the script ran goes over what was kept, question by question, with several choices of one', () => {
  keepDraft('mai', 'unit-1', half, monday);
  expect(keptDraft('mai', 'unit-1', [['q2', '5'], ['q3', 'a'], ['q3', 'b']], monday)?.entries).toEqual([
    ['q1', '4'], ['comment', 'Đi lại ba lần'], ['q2', '5'], ['q3', 'a'], ['q3', 'b']
  ]); // prettier-ignore
});

it('is gone after fourteen days, whosever it was, and nothing else in the storage with it', () => {
  localStorage.setItem('theme', 'dark');
  keepDraft('lan', 'unit-9', half, monday);
  keepDraft('mai', 'unit-1', half, days(1));
  expect(keptDraft('mai', 'unit-1', [], days(14))).toEqual(half);
  expect(Object.keys(localStorage)).toEqual(['theme', 'field-draft mai unit-1']);
});

it('where the browser keeps nothing, there is no draft and no mistake', () => {
  const refuse = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  vi.stubGlobal('localStorage', { ...storage(), setItem: refuse, getItem: refuse, removeItem: refuse });
  keepDraft('mai', 'unit-1', half, monday);
  expect(keptDraft('mai', 'unit-1', [], monday)).toBeUndefined();
  removeDraft('mai', 'unit-1');
});
