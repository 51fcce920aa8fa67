import * as v from "valibot";

const text = v.string();
const flag = v.boolean();
const maybe = v.undefinedable(text);

const type = v.strictObject({
  /** Its name. */
  name: text,
  /** `object`, `union`, `alias`, or `open enum of` and its values. */
  kind: text,
  /** The first sentence of its documentation. */
  about: text,
});

const parameter = v.strictObject({
  /** Its name. */
  name: text,
  /** Its type, cut if it is long. */
  type: text,
  /** True if every call has to give it. */
  isRequired: flag,
  /** The first sentence of its documentation, and what the document says about its values. */
  about: text,
});

const method = v.strictObject({
  /** Its path in the client without the variable, `orders.retrieve`. */
  title: text,
  /** The call, `shop.orders.retrieve(id)`. */
  call: text,
  /** The type of its result. */
  result: text,
  /** The request, `GET /orders/{id}`. */
  request: text,
  /** Its documentation. */
  about: text,
  /** Differences from the documented errors of most methods, `also 404; not 500`. Empty if there are none. */
  errors: text,
  /** Its parameters. */
  parameters: v.array(parameter),
});

/** The variables of `api.md.hbs`. */
export const reference = v.strictObject({
  /** The npm name of the package. */
  name: text,
  /** The type of any event, if the package has events. */
  union: maybe,
  /** True if the package verifies and receives events. */
  receives: flag,
  /** The errors that most methods document, `400, 401, 500`. Empty if there are none. */
  common: text,
  /** The resources, sorted. */
  sections: v.array(
    v.strictObject({
      /** Its path in the client, `chat.completions`. */
      title: text,
      /** The marks of its heading, `##`. */
      heading: text,
      /** The marks of the headings of its methods, `###`. */
      methodHeading: text,
      /** The first sentence of its documentation. */
      about: text,
      /** Its file, if this package has it. */
      source: maybe,
      /** The npm name of the package that has it, if that is another one. */
      package: maybe,
      /** Its methods. */
      methods: v.array(method),
      /** The types that only this resource uses. */
      types: v.array(type),
    }),
  ),
  /** The requests that the API sends because of an operation. */
  callbacks: v.array(
    v.strictObject({
      /** The type of its body. */
      type: text,
      /** The method and the URL. */
      request: text,
      /** The constant of the operation. */
      operation: text,
    }),
  ),
  /** The types that belong to no resource alone. */
  types: v.array(type),
  /** True if there are such types. */
  hasTypes: flag,
});
