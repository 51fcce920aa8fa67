import { compareNames } from "../../api-model/order.ts";
import { hasName, memberName, pascalName, withoutResource } from "../../names/words.ts";
import type { TagObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import type { RawOperation, RawResource } from "../operations/raw-model.ts";
import type { WrittenOperation } from "../operations/written-operation.ts";
import { documentationOf } from "../schemas/reading/documentation.ts";

/** Groups operations by their first tag, and names their methods. */
export function buildResources(
  context: ModelContext,
  operations: readonly { readonly written: WrittenOperation; readonly built: RawOperation }[],
): readonly RawResource[] {
  const tags = [...new Set(operations.map(({ written }) => written.tag))].sort(compareNames);
  const words = wordsOfTags(tags);
  return tags.map((tag) => {
    const noun = words.get(tag) ?? tag;
    const own = operations.filter(({ written }) => written.tag === tag);
    const place = own[0]?.written.pointer ?? ["paths"];
    const described = describedTag(context, tag);
    if (noun !== tag) context.report("tag-without-letters", { tag, name: noun }, described?.pointer ?? place);
    return {
      tag,
      name: context.claim("resource", accessorName(noun), described?.pointer ?? place),
      className: className(context, noun, described?.pointer ?? place),
      docs: documentationOf(described?.value ?? {}),
      place: described?.pointer ?? place,
      operations: withMethods(context, tag, own),
    };
  });
}

/** The names of resources before conversion: their tags, or `unnamed` and a number for tags without letters and digits. */
function wordsOfTags(tags: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(tags.map(memberName));
  const words = new Map<string, string>();
  for (const tag of tags) {
    let word = tag;
    for (let count = 1; !hasName(word) || (word !== tag && taken.has(word)); count += 1)
      word = count === 1 ? "unnamed" : `unnamed${count}`;
    if (word !== tag) taken.add(word);
    words.set(tag, word);
  }
  return words;
}

/** The property of the client for a tag, with the suffix `Resource` if every client has a member of that name. */
function accessorName(tag: string): string {
  const name = memberName(tag);
  return CLIENT_MEMBERS.has(name) ? `${name}Resource` : name;
}

/** Members of every client. */
const CLIENT_MEMBERS = new Set([
  "baseURL",
  "constructor",
  "page",
  "quota",
  "rateLimit",
  "request",
  "session",
  "transport",
  "upload",
  "withOptions",
]);

/** The class for a tag, with the suffix `Resource` or `Operations` if a type or an export of the runtime has that name. */
function className(context: ModelContext, tag: string, pointer: readonly (string | number)[]): string {
  const names = [pascalName(tag), `${pascalName(tag)}Resource`, `${pascalName(tag)}Operations`];
  return context.claim(
    "type",
    names.find((name) => !context.isClaimed("type", name) && !context.isReserved("type", name)) ??
      pascalName(tag),
    pointer,
  );
}

/** `list` for `listOrders`. Operations whose short names would be equal keep their full names. */
function withMethods(
  context: ModelContext,
  tag: string,
  operations: readonly { readonly written: WrittenOperation; readonly built: RawOperation }[],
): readonly RawOperation[] {
  const short = ({ built }: (typeof operations)[number]) =>
    context.names.methods?.[built.id] ?? withoutResource(built.id, tag);
  const counts = new Map<string, number>();
  for (const operation of operations) counts.set(short(operation), (counts.get(short(operation)) ?? 0) + 1);
  return operations.map((operation) => {
    const { built, written } = operation;
    const name = counts.get(short(operation)) === 1 ? short(operation) : built.id;
    const method = INHERITED.has(name) ? `${name}Operation` : name;
    if (built.upload !== undefined)
      context.claim("method", built.upload.method, [...written.pointer, "x-upload"], tag);
    return { ...built, method: context.claim("method", method, written.pointer, tag) };
  });
}

/** Members of every resource. */
const INHERITED = new Set(["constructor", "transport"]);

function describedTag({ document }: ModelContext, tag: string) {
  const tags: readonly TagObject[] = document.root.tags ?? [];
  const index = tags.findIndex(({ name }) => name === tag);
  const value = tags[index];
  return value === undefined ? undefined : { value, pointer: ["tags", index] };
}
