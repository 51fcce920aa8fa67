import { RUNTIME_PACKAGE, TYPED_ERRORS } from "../names/runtime-symbols.ts";
import type { ResourcePackage, UmbrellaPackage } from "../partition/package-model.ts";
import { commentText } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { aliasOf, constantOf } from "../printer/type-declarations.ts";

/** `src/errors.ts`: the error classes with the type of their body. No file if the configuration does not name the type. */
export function emitErrors({
  folder,
  errorBody,
}: ResourcePackage | UmbrellaPackage): readonly TypeScriptFile[] {
  if (errorBody === undefined) return [];
  const names = Object.keys(TYPED_ERRORS);
  const imports = new Imports({ declared: names, elsewhere: new Map([[errorBody.type, errorBody.module]]) });
  const body = imports.typeName(errorBody.type);
  const declarations = Object.entries(TYPED_ERRORS).flatMap(([name, about]) => {
    const original = imports.from(RUNTIME_PACKAGE, name, false);
    const typed = `${imports.runtimeType("ErrorClass")}<typeof ${original}, ${body}>`;
    const doc = commentText({
      summary: about,
      description: `The type of \`body\` is {@link ${errorBody.type}}, or string if the response is not JSON.`,
    });
    return [
      constantOf(name, doc, `${original} as never`, typed),
      aliasOf(name, doc, `InstanceType<typeof ${name}>`),
    ];
  });
  return [
    {
      kind: "typescript",
      path: `${folder}/src/errors.ts`,
      statements: [...imports.declarations(), ...declarations],
    },
  ];
}
