import { signatureParts, unionMembers } from "../../printer/type-parts.ts";
import { additive, breaking, type DeclarationChange, quoted, type Subject } from "./declaration-change.ts";

/** Compares the signatures of a function or a method, one per line. */
export function compareSignatures(
  { name, kind }: Subject,
  member: string,
  from: string,
  to: string,
): readonly DeclarationChange[] {
  const [old, now] = [from.split("\n"), to.split("\n")];
  const method = member === "constructor()" ? `new ${name}()` : `${name}.${member}`;
  const where = quoted(kind === "function" ? `${name}()` : method);
  if (old.length === now.length && old.every((each, index) => unnamed(each) === unnamed(now[index] ?? "")))
    return [];
  const isCompatible =
    old.length === now.length
      ? old.every((each, index) => accepts(now[index] ?? "", each))
      : old.every((each) => now.includes(each));
  if (isCompatible) return [additive(`${where} accepts more: ${quoted(to)}.`)];
  const required = old.length === 1 && now.length === 1 ? onlyRequired(to, from) : undefined;
  if (required !== undefined) return [breaking(`${where} now requires ${required.map(quoted).join(", ")}.`)];
  return [breaking(`${where} changed from ${quoted(from)} to ${quoted(to)}.`)];
}

/** A signature without the names of its parameters, which callers do not see. */
function unnamed(signature: string): string {
  const parts = signatureParts(signature);
  if (parts === undefined) return signature;
  return JSON.stringify({ ...parts, parameters: parts.parameters.map(({ name: _, ...each }) => each) });
}

/** True if each call that a signature accepted is accepted, with the same result. */
function accepts(now: string, old: string): boolean {
  const [after, before] = [signatureParts(now), signatureParts(old)];
  if (after === undefined || before === undefined) return now === old;
  if (after.result !== before.result || after.generics !== before.generics) return false;
  if (after.parameters.length < before.parameters.length) return false;
  return after.parameters.every(({ type, optional }, index) => {
    const was = before.parameters[index];
    if (was === undefined) return optional;
    const types = unionMembers(type);
    return (optional || !was.optional) && [...unionMembers(was.type)].every((each) => types.has(each));
  });
}

/** The newly required parameters of a signature, if nothing else differs. */
function onlyRequired(now: string, old: string): readonly string[] | undefined {
  const [after, before] = [signatureParts(now), signatureParts(old)];
  if (after === undefined || before === undefined) return undefined;
  const required = after.parameters.filter(
    ({ optional }, index) => !optional && before.parameters[index]?.optional === true,
  );
  const parameters = after.parameters.map((each, index) =>
    required.includes(each) ? { ...each, optional: before.parameters[index]?.optional } : each,
  );
  const isSame = JSON.stringify({ ...after, parameters }) === JSON.stringify(before);
  return isSame ? required.map(({ name }) => name) : undefined;
}
