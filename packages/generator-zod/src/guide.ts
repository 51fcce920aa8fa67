import {
  type ModuleGuide,
  type ResourcePackage,
  stringLiteral,
  type UmbrellaPackage,
} from "@copilot-sdk/generator/kit";

/** The section about the module in the guide of a package with a client. */
export function guideOf(
  { name, client }: ResourcePackage | UmbrellaPackage,
  { strict }: { readonly strict: boolean },
): ModuleGuide {
  const accepted = strict
    ? "They refuse what the document does not describe, so additions to the API fail validation."
    : "They accept additions to the API: properties, values of enums and members of unions that the document does not describe.";
  return {
    code: [
      `import { ${client} } from ${stringLiteral(name)};`,
      `import { checkResponses } from ${stringLiteral(`${name}/zod`)};`,
      "",
      `const checked = new ${client}({ middleware: [checkResponses] });`,
    ].join("\n"),
    text: `A Zod schema for each type and for the parameters of each operation, with the suffix \`Schema\`. ${accepted} In tests, \`checkResponses\` fails each call whose response does not match. Programs that import the module need \`zod\`.`,
  };
}
