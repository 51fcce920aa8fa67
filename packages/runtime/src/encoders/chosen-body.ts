import type {
  BodyChooser,
  BodyEncoder,
  BodyEncoding,
  ChoosableOperation,
  Encoders,
} from "../operations/index.js";

/**
 * For operations with a `choice`: sends the body whose media type the caller names.
 *
 * @param encoders Those of the alternatives that are not JSON.
 * @example
 * const addPhoto = operation<AddPhotoParams, void>(
 *   {
 *     id: "addPhoto", method: "POST", path: "/photos", body: "json",
 *     choice: {
 *       parameter: "contentType",
 *       default: ["application/json"],
 *       others: [{ mediaTypes: ["image/*"], body: "binary", bodyParameter: "body" }],
 *     },
 *   },
 *   { choice: chosenBody({ binary: binaryBody }) },
 * );
 * @throws TypeError, from the call, for a media type that the operation does not have, and for content whose type is not in the range
 * that the caller names.
 */
export function chosenBody(encoders: AlternativeEncoders = {}): BodyChooser {
  return (operation, values) => {
    const { choice } = operation;
    const stated = choice && values[choice.parameter];
    if (choice === undefined || stated === undefined) return undefined;
    const { [choice.parameter]: _, ...own } = values;
    const isStated = (mediaType: string): boolean => mediaType === stated;
    if (choice.default.some(isStated)) {
      return { values: own, operation: sentAs(operation, String(stated), operation["~encoders"]?.body) };
    }
    const other = choice.others.find(({ mediaTypes }) => mediaTypes.some(isStated));
    if (other === undefined) {
      const all = [...choice.default, ...choice.others.flatMap(({ mediaTypes }) => mediaTypes)];
      throw new TypeError(
        `${operation.id}: parameter ${choice.parameter} must be ${all.map((name) => `"${name}"`).join(" or ")}`,
      );
    }
    const { mediaTypes: _types, ...body } = other;
    const encode = body.body === "json" ? undefined : encoders[body.body];
    return { values: own, operation: sentAs({ ...withoutBody(operation), ...body }, String(stated), encode) };
  };
}

/** The encoders of bodies that are not JSON, by encoding. */
export type AlternativeEncoders = {
  readonly [Encoding in Exclude<BodyEncoding, "json">]?: BodyEncoder;
};

/** The operation without the members that describe its own body. */
function withoutBody<Definition extends ChoosableOperation>(operation: Definition): Definition {
  const {
    bodyParameter: _,
    bodyOptional: _optional,
    contentType: _type,
    fields: _fields,
    ...rest
  } = operation;
  return rest as unknown as Definition;
}

/** The operation with a body of a media type. If that is a range, the body has the type of its content. */
function sentAs<Definition extends ChoosableOperation>(
  operation: Definition,
  mediaType: string,
  encode: BodyEncoder | undefined,
): Definition {
  const isRange = mediaType.includes("*");
  const body = encode && isRange ? checkedType(mediaType, encode) : encode;
  const encoders: Encoders = body === undefined ? {} : { body };
  return { ...operation, ...(!isRange && { contentType: mediaType }), "~encoders": encoders };
}

/** An encoder that rejects content whose type is not in the range. */
function checkedType(range: string, encode: BodyEncoder): BodyEncoder {
  const [start = "", ...rest] = range.toLowerCase().split("*");
  const end = rest.at(-1) ?? "";
  return (value, where = "body", fields) => {
    const encoded = encode(value, where, fields);
    const [type = ""] = (encoded.contentType ?? "").toLowerCase().split(";");
    if (!type.startsWith(start) || !type.trim().endsWith(end)) {
      throw new TypeError(`${where} must have a type in ${range}, such as a Blob with a \`type\``);
    }
    return encoded;
  };
}
