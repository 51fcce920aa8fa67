import type { RawType } from "../../api-model/raw-types.ts";
import { nullable, partsOf, withoutNull, withoutSelf } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import { componentHint, inlineHint } from "../../hints/index.ts";
import { hasName, PLATFORM_TYPES, pascalName } from "../../names/words.ts";
import {
  isReference,
  type Pointer,
  parsePointer,
  Reach,
  type Schema,
  type SchemaObject,
} from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { withoutAliasCycles } from "./alias-cycles.ts";
import { documentationOf } from "./reading/documentation.ts";
import { componentName } from "./reading/object-shape.ts";
import type { TypeKit } from "./rules/kit.ts";
import { RULES } from "./rules/table.ts";
import { VariantConstants } from "./rules/variant-constants.ts";

/**
 * Builds types from schemas by the table of rules. Objects, enums and discriminated unions get names; other types are expressions.
 * Components are named first, then built; a reference to one is its name, so each is built independently of the others.
 */
export class TypeBuilder implements TypeKit {
  readonly context: ModelContext;
  readonly constants = new VariantConstants();
  readonly #types = new Map<string, RawType>();
  readonly #nameByPlace = new Map<string, string>();
  readonly #unused: readonly Located<Schema>[];
  /** The names for the referenced inline schemas that are being built, by place. */
  readonly #unfinished = new Map<string, string>();
  /** The types of referenced inline schemas without a name, by place. */
  readonly #inlineTypes = new Map<string, TypeExpression>();

  /** Builds the types of the components that are used. The order of the document does not matter. */
  constructor(context: ModelContext) {
    this.context = context;
    const schemas = context.document.root.components?.schemas ?? {};
    const components = Object.keys(schemas)
      .sort()
      .map((key) => ({ value: schemas[key] ?? true, pointer: ["components", "schemas", key] }));
    const reach = new Reach(context.document.root, { webhooks: true, schemas: [] });
    const isUsed = ({ pointer }: Located<Schema>) => reach.includesPartOf(pointer);
    this.#unused = components.filter((component) => !isUsed(component));
    this.#buildComponents(components.filter(isUsed));
  }

  /**
   * Builds the types of all other components, which reports their problems. Call it after everything else is built, so that no
   * unused type affects the name of a generated one.
   */
  buildUnused(): void {
    this.#buildComponents(this.#unused);
  }

  /** All named types with the values of discriminators. Complete after all schemas were built. */
  namedTypes(): ReadonlyMap<string, RawType> {
    return withoutAliasCycles(this.constants.appliedTo(this.#types));
  }

  expression(schema: Located<Schema>, hint: string): TypeExpression {
    if (typeof schema.value === "boolean") {
      if (!schema.value) this.context.report("unsupported-keyword", { keyword: "false" }, schema.pointer);
      return { kind: "unknown" };
    }
    const { value, pointer } = schema;
    const type = isReference(value)
      ? (this.#named(value.$ref) ??
        this.#referenced(this.context.resolve<SchemaObject>(value, pointer), hint))
      : this.#inline({ value, pointer }, hintedName(value, inlineHint) ?? hint);
    return value.nullable === true ? nullable(type) : type;
  }

  nameOf(pointer: Pointer, hint: string, kind: string): string {
    const place = this.context.placeOf(pointer);
    const name = this.#nameByPlace.get(place) ?? this.context.claimDerived(hint, kind, pointer);
    this.#nameByPlace.set(place, name);
    return name;
  }

  hasName(pointer: Pointer): boolean {
    return this.#nameByPlace.has(this.context.placeOf(pointer));
  }

  /** The name of the component that a schema references. */
  componentType({ value }: Located<Schema>): string | undefined {
    const named = typeof value === "object" && isReference(value) ? this.#named(value.$ref) : undefined;
    return named?.kind === "reference" ? named.name : undefined;
  }

  typeNamed(name: string): RawType | undefined {
    return this.#types.get(name);
  }

  add(type: RawType): TypeExpression {
    this.#types.set(type.name, type);
    return { kind: "reference", name: type.name };
  }

  #buildComponents(components: readonly Located<Schema>[]): void {
    const own = components.map((component) => this.#ownSchema(component));
    const isKept = ({ value, pointer: [, , key] }: Located<Schema>) =>
      hintedName(value) === undefined &&
      pascalName(String(key)) === key &&
      !this.context.isReserved("type", key);
    // Types that keep their names come first, so that a new component does not take an existing name.
    const [kept, others] = [components.filter(isKept), components.filter((component) => !isKept(component))];
    for (const component of [...kept, ...others]) {
      const schema = own[components.indexOf(component)] ?? component;
      this.#nameComponent(component, schema.pointer);
    }
    for (const schema of own) this.#buildComponent(schema);
  }

  /** The schema that a component names: its own, or a referenced inline schema. A referenced component already has a name. */
  #ownSchema(component: Located<Schema>): Located<Schema> {
    const target = this.context.resolve<Schema>(component.value, component.pointer);
    return componentName(target) === undefined ? target : component;
  }

  #nameComponent({ value, pointer }: Located<Schema>, schema: Pointer): void {
    const wanted = hintedName(value) ?? pascalName(String(pointer.at(-1)));
    const name = this.context.claim("type", wanted, pointer);
    if (!this.hasName(schema)) this.#nameByPlace.set(this.context.placeOf(schema), name);
    if (PLATFORM_TYPES.has(name)) this.context.report("shadowed-global", { name }, pointer);
  }

  /** Builds a named type for a component, whatever its schema, so that it can be imported. */
  #buildComponent(schema: Located<Schema>): void {
    const name = this.nameOf(schema.pointer, "", "");
    if (!this.#types.has(name)) this.#addNamed(name, schema, this.expression(schema, name));
  }

  /** Adds the type of a schema under a name, unless its rule has done it. */
  #addNamed(name: string, { value, pointer }: Located<Schema>, expression: TypeExpression): TypeExpression {
    if (this.#types.has(name)) return { kind: "reference", name };
    const docs = typeof value === "boolean" ? {} : documentationOf(value, value, this.context.int64);
    const base = { name, docs, place: pointer };
    const type = withoutSelf(withoutNull(expression), name);
    if (type.kind === "map" && type.keys === undefined) {
      return this.add({ kind: "object", ...base, properties: [], additional: type.values });
    }
    return type.kind === "union"
      ? this.add({ kind: "union", ...base, members: type.members })
      : this.add({ kind: "alias", ...base, type });
  }

  /** The name of a component, which may itself be a reference to another one. */
  #named(reference: string): TypeExpression | undefined {
    const pointer = parsePointer(reference);
    const name = pointer && this.#nameByPlace.get(this.context.placeOf(pointer));
    return name === undefined ? undefined : { kind: "reference", name };
  }

  /** A reference to a component is its name. Anything else is built inline, and named only if it is recursive or large. */
  #referenced(target: Located<SchemaObject>, hint: string): TypeExpression {
    const place = this.context.placeOf(target.pointer);
    const known = this.#nameByPlace.get(place);
    if (known !== undefined) return { kind: "reference", name: known };
    const built = this.#inlineTypes.get(place);
    if (built !== undefined) return built;
    const begun = this.#unfinished.get(place);
    if (begun !== undefined) {
      return { kind: "reference", name: this.nameOf(target.pointer, begun, "Type") };
    }
    // The first reference names it. A new reference before it does not change the name.
    const own = this.context.claims.wantedBefore(target.pointer) ?? hint;
    this.#unfinished.set(place, own);
    const type = this.expression(target, own);
    this.#unfinished.delete(place);
    const name = this.#nameByPlace.get(place);
    if (name !== undefined) return this.#addNamed(name, target, type);
    if (!isSmall(type)) return this.#addNamed(this.nameOf(target.pointer, own, "Type"), target, type);
    this.#inlineTypes.set(place, type);
    return type;
  }

  #inline(schema: Located<SchemaObject>, hint: string): TypeExpression {
    this.#reportUnsupported(schema);
    for (const rule of RULES) {
      if (rule.matches(schema.value, this)) return rule.build(this, schema, hint);
    }
    throw new Error(`no rule matches the schema at ${this.context.placeOf(schema.pointer)}`);
  }

  #reportUnsupported({ value, pointer }: Located<SchemaObject>): void {
    for (const keyword of WIDENING_KEYWORDS) {
      if (value[keyword] !== undefined)
        this.context.report("unsupported-keyword", { keyword }, [...pointer, keyword]);
    }
  }
}

/** The maximum number of parts of an unnamed type that is repeated at each reference. */
const MOST_PARTS = 500;

/** True if a type is short enough to repeat. */
function isSmall(type: TypeExpression): boolean {
  let count = 0;
  const open = [type];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    count += 1;
    if (count > MOST_PARTS) return false;
    open.push(...partsOf(next));
  }
  return true;
}

/** The name that a hint gives the type of a component, or of a schema elsewhere. */
function hintedName(schema: Schema, read = componentHint): string | undefined {
  const name = typeof schema === "boolean" ? undefined : read(schema);
  return name === undefined || !hasName(name) ? undefined : pascalName(name);
}

/** Keywords that types cannot express. */
const WIDENING_KEYWORDS = [
  "not",
  "if",
  "dependentSchemas",
  "dependentRequired",
  "contains",
  "unevaluatedProperties",
  "unevaluatedItems",
] as const;
