import { checkSendable, isAbsent, type PathEncoder, type PathParameter } from "../operations/index.js";
import { joinedParts } from "./joined-parts.js";

/**
 * Encodes path parameters in `pathStyles`: arrays, objects, and values with the style `label` or `matrix`. Reserved characters
 * in each part are percent-encoded.
 *
 * @throws TypeError if the segment would be empty, `.` or `..`, which would lead to another path.
 */
export const styledPath: PathEncoder = ({ id, pathStyles = [] }, name, value) => {
  const parameter = pathStyles.find((style) => style.name === name);
  if (parameter === undefined || isAbsent(value)) return undefined;
  const where = `${id}: path parameter`;
  checkSendable(where, name, value, parameter.content !== undefined);
  const text = parameter.content ? encodeURIComponent(JSON.stringify(value)) : styled(parameter, value);
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`${where} ${name} cannot be "${text}"`);
  return text;
};

function styled({ name, style, explode }: PathParameter, value: unknown): string {
  const pairName = encodeURIComponent(name);
  if (style === "matrix") {
    const { text, hasNames } = joinedParts(value, { separator: explode ? ";" : ",", explode });
    if (hasNames) return `;${text}`;
    const items = explode && Array.isArray(value) ? text.split(";") : [text];
    return items.map((item) => `;${pairName}=${item}`).join("");
  }
  const isLabel = style === "label";
  const { text } = joinedParts(value, { separator: isLabel && explode ? "." : ",", explode });
  return isLabel ? `.${text}` : text;
}
