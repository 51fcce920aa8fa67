import type { ApiModel, ClientParameter } from "../api-model/index.ts";
import { type Comparison, code, found, SAME, together } from "./finding.ts";

/** Compares the parameters that callers give to the client. */
export function compareClientParameters(before: ApiModel, after: ApiModel): Comparison {
  const [old, now] = [before.clientParameters, after.clientParameters];
  const added = now.filter(({ name }) => !old.some((parameter) => parameter.name === name));
  return together(
    ...old.map((parameter) =>
      compareParameter(
        parameter,
        now.find(({ name }) => name === parameter.name),
      ),
    ),
    ...added.map(({ name, option, required, place }) =>
      found(
        required ? "required-client-parameter-added" : "client-parameter-added",
        { subject: code(name), old: ["paths"], new: place },
        { to: code(option) },
      ),
    ),
  );
}

function compareParameter(old: ClientParameter, now: ClientParameter | undefined): Comparison {
  const spot = { subject: code(old.name), old: old.place, new: now?.place ?? ["paths"] };
  if (now === undefined) return found("client-parameter-removed", spot, { from: code(old.option) });
  const to = code(now.option);
  return together(
    old.option === now.option ? SAME : found("client-option-renamed", spot, { from: code(old.option), to }),
    old.type === now.type
      ? SAME
      : found("client-parameter-type-changed", spot, { from: code(old.type), to: code(now.type) }),
    old.required === now.required
      ? SAME
      : found(now.required ? "client-parameter-became-required" : "client-parameter-became-optional", spot, {
          to,
        }),
  );
}
