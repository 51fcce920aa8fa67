import {
  encodeParameter,
  formBody,
  isAbsent,
  isRecord,
  PLAIN_OBJECT,
  parameterName,
  type QueryEncoder,
  textBody,
} from "../operations/index.js";

/**
 * Encodes a parameter that is the whole query: a form (`a=1&b=2`), JSON, or text. JSON and text are percent-encoded. Other query
 * parameters, such as those in the options of a call, are appended to it in the default style.
 *
 * @throws TypeError for values that the format cannot express, such as an array as a form.
 */
export const wholeQuery: QueryEncoder = (parameter, value) => {
  const format = typeof parameter === "string" ? undefined : parameter.whole;
  if (format === undefined) return encodeParameter(parameter, value);
  if (isAbsent(value)) return [];
  const where = `query parameter ${parameterName(parameter)}`;
  if (format === "json") return [encodeURIComponent(JSON.stringify(value))];
  if (format === "form" && !isRecord(value)) throw new TypeError(`${where} must be ${PLAIN_OBJECT}`);
  const text = String((format === "form" ? formBody : textBody)(value, where).content);
  const whole = format === "form" ? text : encodeURIComponent(text);
  return whole === "" ? [] : [whole];
};
