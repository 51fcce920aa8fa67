/** The inputs of the tools, as JSON Schema. */

const RESULT_OPTIONS = {
  fields: {
    type: "array",
    items: { type: "string" },
    description: "Properties to keep, to shorten the result: `id`, `address.city`. Default: all.",
  },
  maxItems: { type: "integer", minimum: 1, maximum: 200, description: "Default: 20." },
  maxCharacters: { type: "integer", minimum: 1_000, maximum: 200_000, description: "Default: 30,000." },
  cursor: {
    type: "string",
    description: "Continues a list: the `cursor` of its last result, without `call` and `input`.",
  },
};

export const SEARCH_INPUT = {
  type: "object",
  properties: {
    query: { type: "string", description: "Words about what the call does. Default: all calls." },
    resource: { type: "string", description: "Only calls of this resource and of those in it." },
    limit: { type: "integer", minimum: 1, maximum: 100, description: "Default: 10." },
  },
  additionalProperties: false,
};

export const DESCRIBE_INPUT = {
  type: "object",
  properties: {
    call: { type: "string", description: "The name of a call, as `search` returns it." },
    type: { type: "string", description: "The name of a type, instead of a call." },
  },
  additionalProperties: false,
};

export const CALL_INPUT = {
  type: "object",
  properties: {
    call: { type: "string", description: "The name of a call, as `search` returns it." },
    input: { type: "object", description: "The input of the call, as `describe` describes it. Default: {}." },
    ...RESULT_OPTIONS,
  },
  additionalProperties: false,
};
