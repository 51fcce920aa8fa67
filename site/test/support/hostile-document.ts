/** Text that would be code if a step forgot to escape it. */
const HOSTILE = [
  '{{ constructor.constructor("globalThis.broken = 1")() }}',
  "</div></section><script>globalThis.broken = 1</script>",
  '<img src=x onerror="globalThis.broken = 1">',
  "[a](javascript:globalThis.broken=1) [b](nothing.md) ![c](nothing.svg) :tada: ```",
  "# A heading",
  "    an indented line",
  "::: danger",
  "<!--@include: ./index.md-->",
].join("\n\n");

const text = (name: string) => `${name} ${HOSTILE}`;

const order = {
  type: "object",
  description: text("The type."),
  properties: {
    "a}}{{b": { type: "string", description: text("The property."), enum: ["{{ 1 + 1 }}", "</code>"] },
    events: { type: "array", items: { type: "string" } },
  },
};

const id = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "string" },
  description: text("The id."),
  example: "`{{ 1 + 1 }}` </pre>",
};

/** An OpenAPI document, each text of which is hostile. */
export const hostileDocument = {
  openapi: "3.1.0",
  info: { title: "Shop {{ 1 + 1 }} <b>", version: "1" },
  servers: [{ url: "https://shop.example" }],
  tags: [{ name: "orders", description: text("The resource.") }],
  paths: {
    "/orders/{id}": {
      get: {
        operationId: "retrieveOrder",
        tags: ["orders"],
        summary: text("The summary."),
        description: text("The description."),
        parameters: [id],
        responses: {
          200: {
            description: "ok",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
          },
        },
      },
    },
  },
  components: { schemas: { Order: order } },
};
