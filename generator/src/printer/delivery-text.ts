import type { DeliveryModel } from "../api-model/deliveries.ts";

/** Sentences for the receiver of a request about everything besides the type of its body. */
export function deliveryFacts(delivery: DeliveryModel): readonly string[] {
  const { contentType, parameters = [], responses } = delivery;
  const places = Object.entries(PLACES).flatMap(([place, label]) => {
    const names = parameters.filter((parameter) => parameter.in === place).map(({ name }) => `\`${name}\``);
    return names.length === 0 ? [] : [`${label}: ${names.join(", ")}.`];
  });
  const expected = responses.map(
    ({ status, about }) => `${status}${about === "" ? "" : ` (${withoutDot(about)})`}`,
  );
  return [
    ...(contentType === undefined ? [] : [`It is sent as ${contentType}.`]),
    ...places,
    ...(expected.length === 0 ? [] : [`The API expects the response ${expected.join(" or ")}.`]),
  ];
}

/** The same without what most webhooks have in common: a JSON body sent by POST, and any success as the response. */
export function unusualFacts(delivery: DeliveryModel): readonly string[] {
  const { httpMethod, responses } = delivery;
  const isUsual = responses.every(({ status }) => /^2|default/.test(status)) && responses.length < 2;
  return [
    ...(httpMethod === "POST" ? [] : [`It is sent by ${httpMethod}.`]),
    ...deliveryFacts(isUsual ? { ...delivery, responses: [] } : delivery),
  ];
}

const PLACES = {
  header: "Headers",
  query: "Query parameters",
  querystring: "Query",
  path: "Path parameters",
  cookie: "Cookies",
} as const;

function withoutDot(text: string): string {
  return text.replace(/\s+/g, " ").replace(/\.$/, "");
}
