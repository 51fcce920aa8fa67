import { createRequire } from "node:module";
import type * as morph from "ts-morph";

declare module "ts-morph" {
  interface Project {
    /** The printers of `createSourceFile`, which would also parse what they print. ts-morph does not declare them. */
    readonly _context: {
      readonly structurePrinterFactory: {
        forSourceFile(options: { readonly isAmbient: boolean }): {
          printText(writer: CodeBlockWriter, file: Pick<SourceFileStructure, "statements">): void;
        };
      };
    };
  }
}

/** Loads ts-morph and its compiler, 13 MB of code, when it is needed for the first time. */
export function loadMorph(): typeof morph {
  return createRequire(import.meta.url)("ts-morph") as typeof morph;
}

/** The text of a statement as ts-morph prints it, without a program or a syntax tree. */
export function morphText(statement: morph.StatementStructures): string {
  const { IndentationText, Project } = loadMorph();
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const writer = project.createWriter();
  const printer = project._context.structurePrinterFactory.forSourceFile({ isAmbient: false });
  printer.printText(writer, { statements: [statement] });
  return writer.toString().trimEnd();
}
