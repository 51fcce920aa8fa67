// Tells the linter that the payload of a session token is a schema, so that it counts as used and is checked like any other.
export default function extensions() {
  return {
    id: "extensions",
    typeExtension: {
      oas3: (types) => ({
        ...types,
        Root: { ...types.Root, properties: { ...types.Root.properties, "x-session-token": "SessionToken" } },
        SessionToken: {
          properties: {
            schema: "Schema",
            query: { type: "string" },
            cipher: { enum: ["aes-128-cbc"] },
            keyDerivation: { enum: ["hmac-sha256-of-nothing"] },
            key: { type: "object" },
            baseURL: { type: "string" },
            expires: { type: "string" },
            absent: { type: "object" },
          },
          required: ["schema", "cipher", "keyDerivation", "key"],
        },
      }),
    },
  };
}
