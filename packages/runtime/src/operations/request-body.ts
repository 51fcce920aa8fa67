import { jsonBody } from "./body-encoders.js";
import type { BodyEncoder, EncodedBody, WrittenOperation } from "./encoders.js";
import { bodyNames, refuseOthers } from "./operation-plan.js";
import { valueIn } from "./parameters.js";
import { checkSendable } from "./unsendable.js";

type Values = Readonly<Record<string, unknown>>;

/** The body of a request: the parameter of the operation that is the body, or all parameters that are sent nowhere else. */
export function requestBody(
  operation: WrittenOperation,
  values: Values,
  outsideBody: ReadonlySet<string>,
): EncodedBody | undefined {
  const chosen = operation["~encoders"]?.choice?.(operation, values);
  return bodyOf(chosen?.operation ?? operation, chosen?.values ?? values, outsideBody);
}

function bodyOf(
  operation: WrittenOperation,
  values: Values,
  outsideBody: ReadonlySet<string>,
): EncodedBody | undefined {
  const { id, method, body, bodyParameter, bodyOptional, contentType } = operation;
  const names = bodyNames(values, outsideBody);
  const isJson = body === "json";
  for (const name of names) {
    const value = values[name];
    // Other parameters are left to the encoder: they may be files.
    if (/number|string/.test(typeof value) || (isJson && typeof value !== "object")) {
      checkSendable(`${id}: parameter`, name, value, isJson);
    }
  }
  let value: unknown;
  if (body !== undefined && bodyParameter === undefined) {
    if (names.length > 0 || !bodyOptional) {
      value = Object.fromEntries(names.map((name) => [name, values[name]]));
    }
  } else {
    refuseOthers(operation, names, bodyParameter);
    value = bodyParameter && valueIn(values, bodyParameter);
  }
  if (body === undefined || value === undefined) return undefined;
  // `fetch` rejects it, and servers ignore it.
  if (/^(GET|HEAD)$/.test(method)) {
    throw new TypeError(`${id}: a ${method} request cannot have a body`);
  }
  const encode = operation["~encoders"]?.body ?? (isJson ? jsonBody : undefined);
  if (!encode) throw new TypeError(`${id}: operation() was not given the encoder ${body}Body`);
  const where = `${id}: parameter`;
  const encoded = isJson
    ? jsonOf(where, bodyParameter, value, encode)
    : encode(value, bodyParameter ? `${where} ${bodyParameter}` : where, operation.fields, contentType);
  return contentType && encoded.contentType ? { ...encoded, contentType } : encoded;
}

/** JSON.stringify writes null instead of NaN and invalid dates, and its errors do not say where they occurred. */
function jsonOf(where: string, name = "", value: unknown, encode: BodyEncoder): EncodedBody {
  let encoded: EncodedBody | undefined;
  try {
    encoded = encode(value);
  } catch {
    // Reported below.
  }
  if (!encoded || /null/.test(encoded.content as string)) checkSendable(where, name, value, true);
  return encoded ?? encode(value);
}
