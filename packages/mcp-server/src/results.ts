import type { CatalogueCall } from "./catalogue.ts";
import { type ReadFile, readBinary } from "./read-binary.ts";
import { pick, shorten } from "./shorten.ts";

/** How much of a result an assistant gets. */
export interface ResultOptions {
  /** The properties to keep. Default: all. */
  readonly fields?: readonly string[] | undefined;
  /** Default: 20. */
  readonly maxItems?: number | undefined;
  /** Default: 30,000. */
  readonly maxCharacters?: number | undefined;
}

/** What an assistant gets. */
export interface Outcome {
  /** The value as JSON, or a list in `items`. */
  readonly structured: { readonly [name: string]: unknown };
  readonly notes: readonly string[];
  readonly file?: ReadFile;
  /** The rest of a list. */
  readonly rest?: ListRest;
}

/** A place in a list. */
export interface ListRest {
  readonly call: CatalogueCall;
  /** The items that were fetched, and not returned yet. */
  readonly items: readonly unknown[];
  /** Fetches the next page, if there may be one. */
  readonly next?: (() => Promise<unknown>) | undefined;
}

/** The part of a page of the client that is used here. */
interface PageLike {
  readonly data: readonly unknown[];
  hasNextPage(): boolean;
  getNextPage(): Promise<PageLike>;
}

/**
 * Turns the result of a call into what an assistant gets.
 *
 * @param onItem Is called when an item of a stream arrives.
 */
export async function outcomeOf(
  call: CatalogueCall,
  result: unknown,
  options: ResultOptions,
  onItem: () => void = () => {},
): Promise<Outcome> {
  if (isPage(result)) return listOutcome(pageAsRest(call, result), options, numbersOf(result));
  if (Array.isArray(result)) return listOutcome({ call, items: result }, options);
  if (isStream(result) && call.result.kind === "stream") return streamOutcome(call, result, options, onItem);
  if (result instanceof Response) return fileOutcome(await readBinary(result));
  if (result === undefined) return { structured: { result: null }, notes: ["The API returned no content."] };
  return valueOutcome(result, options);
}

/** Continues a list. */
export async function continueList(rest: ListRest, options: ResultOptions): Promise<Outcome> {
  if (rest.items.length > 0 || rest.next === undefined) return listOutcome(rest, options);
  return outcomeOf(rest.call, await rest.next(), options);
}

function pageAsRest(call: CatalogueCall, page: PageLike): ListRest {
  return { call, items: page.data, next: page.hasNextPage() ? () => page.getNextPage() : undefined };
}

/** As many items as there is space for. The others are the rest of the list. */
function listOutcome(
  { call, items, next }: ListRest,
  options: ResultOptions,
  facts: { readonly [name: string]: unknown } = {},
): Outcome {
  const { fields, maxItems = 20, maxCharacters = 30_000 } = options;
  const notes = new Set<string>();
  const kept: unknown[] = [];
  let left = maxCharacters;
  for (const item of items.slice(0, maxItems)) {
    const short = shorten(fields === undefined ? item : pick(item, fields), limitsOf(options));
    const length = JSON.stringify(short.value)?.length ?? 0;
    if (length > left && kept.length > 0) break;
    kept.push(short.value);
    left -= length;
    for (const note of short.notes) notes.add(note);
  }
  const others = items.slice(kept.length);
  const hasMore = others.length > 0 || next !== undefined;
  return {
    structured: { items: kept, ...facts },
    notes: [...notes, ...(notes.size === 0 ? [] : [HOW_TO_GET_MORE])],
    ...(hasMore && { rest: { call, items: others, next } }),
  };
}

/** The first items of a stream. Leaving the loop ends the request. */
async function streamOutcome(
  call: CatalogueCall,
  stream: AsyncIterable<unknown>,
  options: ResultOptions,
  onItem: () => void,
): Promise<Outcome> {
  const { maxItems = 20, maxCharacters = 30_000 } = options;
  const items: unknown[] = [];
  let length = 0;
  let isWhole = true;
  for await (const item of stream) {
    items.push(item);
    onItem();
    length += JSON.stringify(item, digits)?.length ?? 0;
    isWhole = items.length < maxItems && length < maxCharacters;
    if (!isWhole) break;
  }
  const outcome = listOutcome({ call, items }, options);
  const note = `The stream was ended after ${items.length} items. Pass a higher \`maxItems\` or \`maxCharacters\` to get more.`;
  const { rest: _, ...whole } = outcome;
  return isWhole ? whole : { ...whole, notes: [...whole.notes, note] };
}

function valueOutcome(result: unknown, options: ResultOptions): Outcome {
  const { fields, maxCharacters = 30_000 } = options;
  const { value, notes } = shorten(fields === undefined ? result : pick(result, fields), limitsOf(options));
  const length = JSON.stringify(value)?.length ?? 0;
  if (length <= maxCharacters)
    return {
      structured: { result: value },
      notes: [...notes, ...(notes.length === 0 ? [] : [HOW_TO_GET_MORE])],
    };
  const sizes = Object.entries(Object(value)).map(([name, part]) => [
    name,
    JSON.stringify(part)?.length ?? 0,
  ]);
  return {
    structured: { tooLong: { characters: length, fields: Object.fromEntries(sizes) } },
    notes: [
      `The result is too long. \`fields\` here are its properties with their lengths. ${HOW_TO_GET_MORE}`,
    ],
  };
}

function fileOutcome(file: ReadFile): Outcome {
  const { type, size, text, base64, problem } = file;
  const facts = { type, size, ...(text !== undefined && { text }) };
  if (problem !== undefined) return { structured: { file: facts }, notes: [problem] };
  return { structured: { file: facts }, notes: [], ...(base64 !== undefined && { file }) };
}

const HOW_TO_GET_MORE =
  "To get all of a long value, call again with `fields`, the names of the properties that you need, and a higher `maxCharacters`.";

/** With chosen fields, one of them may take the whole space. */
function limitsOf({ fields, maxCharacters = 30_000 }: ResultOptions) {
  return fields === undefined
    ? { longestString: Math.ceil(maxCharacters / 10), mostItems: 50 }
    : { longestString: maxCharacters, mostItems: Number.POSITIVE_INFINITY };
}

/** The counts that a page contains beside its items. */
function numbersOf(page: object): { readonly [name: string]: unknown } {
  const facts = Object.entries(page).filter(([, value]) => typeof value === "number");
  return facts.length === 0 ? {} : { page: Object.fromEntries(facts) };
}

function isPage(value: unknown): value is PageLike {
  return typeof value === "object" && value !== null && "data" in value && "getNextPage" in value;
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function digits(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
