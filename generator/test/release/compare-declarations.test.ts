import { describe, expect, test } from "vitest";
import { declarationsIn } from "../../src/printer/declarations.ts";
import {
  compareDeclarations,
  type ExportSurface,
} from "../../src/release/declarations/compare-declarations.ts";

/** A call that passes `Sent` and receives `Received`, both of which have `Both`. */
const CALLS = `
export class Orders extends Resource {
  create(params: Sent, options?: RequestOptions): APIPromise<Received> {
    return this.transport.request(createOrder, params, options);
  }
}
export interface Sent { both?: Both; sent?: OnlySent }
export interface Received { both?: Both }
`;

/** The exports of a package, some of which other packages may declare. */
function surfaceOf(text: string, ...others: readonly string[]): ExportSurface {
  const declarations = declarationsIn(`${CALLS}${text}`);
  const names = Object.keys(declarations).map((key) => key.slice(key.indexOf(" ") + 1));
  return { declarations, exports: [...names, ...others] };
}

function changesOf(before: string, after: string): readonly string[] {
  const changes = compareDeclarations(surfaceOf(before), surfaceOf(after));
  return changes.map(({ level, message }) => `${level}: ${message}`);
}

describe("the same declarations", () => {
  test.each([
    [
      "with another comment",
      "/** A. */ export interface A { /** B. */ b: string }",
      "export interface A { b: string }",
    ],
    ["in another layout", "export type A = | 'x'\n  | 'y';", "export type A = 'x' | 'y';"],
    ["with the members of a union in another order", "export type A = B | C;", "export type A = C | B;"],
    [
      "with members of a union that others include",
      "export type A = unknown | undefined;",
      "export type A = unknown;",
    ],
    ["with a boolean as its values", "export type A = boolean | B;", "export type A = B | true | false;"],
    ["in another order", "export type A = B; export type C = D;", "export type C = D; export type A = B;"],
    ["with another body", "export function a(): void { b(); }", "export function a(): void { c(); }"],
    [
      "with other private members",
      "export class A { #a = 1; private b = 2; protected c = 3; }",
      "export class A { #d = 1; private e = 2; }",
    ],
    [
      "with another value of a constant that has a type",
      "export const a: A = { b: 1 }; export const c = call<A, B>({ d: 1 });",
      "export const a: A = { b: 2 }; export const c = other<A, B>({ d: 2 });",
    ],
    [
      "with another body of a property",
      "export class A { get b(): C { return 1; } }",
      "export class A { get b(): C { return 2; } }",
    ],
    [
      "with other names of parameters",
      "export class A { b(id: string, options?: C): D { } }",
      "export class A { b(key: string, settings?: C): D { } }",
    ],
    ["next to others that are not exported", "type A = B;", "interface C { d: string }"],
  ])("%s are no change", (_, before, after) => {
    expect(changesOf(before, after)).toEqual([]);
  });
});

describe("a change of", () => {
  test.each([
    [
      "an optional property that is required now",
      "export interface A { b?: string | undefined; c?: number | undefined }",
      "export interface A { b: string; c: number }",
      ["breaking: `A` now requires `b`, `c`."],
    ],
    [
      "a property that is optional now, in what is received",
      "export interface Both { b: string }",
      "export interface Both { b?: string }",
      ["breaking: `Both` no longer requires `b`."],
    ],
    [
      "a property that is optional now, in what is only sent",
      "export interface OnlySent { b: string }",
      "export interface OnlySent { b?: string | undefined }",
      ["additive: `OnlySent` no longer requires `b`."],
    ],
    [
      "the properties of an interface",
      "export interface A { gone: string }",
      "export interface A { fresh: string; more?: string; [key: string]: unknown }",
      [
        "breaking: `A` no longer has `gone`.",
        "breaking: `A` has the new required `fresh`.",
        "additive: `A` has the new `more`, `[string]`.",
      ],
    ],
    [
      "a type that accepts more, in what is received",
      "export interface Both { b: string }",
      "export interface Both { b: string | null }",
      ["breaking: The type of `Both.b` changed from `string` to `string | null`."],
    ],
    [
      "a type that accepts more, in what is only sent",
      "export interface OnlySent { b: string }",
      "export interface OnlySent { b: string | null }",
      ["additive: `OnlySent.b` may now be `null`."],
    ],
    [
      "a type that accepts less, in what is only sent",
      "export interface OnlySent { b: string | null }",
      "export interface OnlySent { b: string }",
      ["breaking: The type of `OnlySent.b` changed from `string | null` to `string`."],
    ],
    [
      "known values",
      "export type KnownA = 'x'; export const A = Object.freeze({ x: 'x' } as const);",
      "export type KnownA = 'x' | 'y'; export const A = Object.freeze({ x: 'x', y: 'y' } as const);",
      ['additive: `KnownA` may now be `"y"`.', "additive: `A` has the new `y`."],
    ],
    [
      "a value that is one of several now",
      "export type A = 'x';",
      "export type A = 'x' | 'y';",
      ['additive: `A` may now be `"y"`.'],
    ],
    [
      "a name for a type that is a union now",
      "export type A = number; export type B = C;",
      "export type A = number | string; export type B = C | D;",
      [
        "breaking: The type of `A` changed from `number` to `number | string`.",
        "breaking: The type of `B` changed from `C` to `C | D`.",
      ],
    ],
    [
      "a union that has another plain type now",
      "export type A = B | C;",
      "export type A = B | C | string;",
      ["breaking: The type of `A` changed from `B | C` to `B | C | string`."],
    ],
    [
      "type parameters and a constructor that there were not",
      "export type A = B; export class C extends D {}",
      "export type A<T> = B; export class C extends D { constructor(e: E) {} }",
      ["breaking: `A` has the new required `<>`.", "breaking: `C` has the new required `constructor()`."],
    ],
    [
      "a property that may no longer be assigned",
      "export interface A { b: string }",
      "export interface A { readonly b: string }",
      ["breaking: The type of `A.b` changed from `string` to `readonly string`."],
    ],
    [
      "a method that may be missing, and one that only the class has",
      "export interface A { b(): void } export class C { d(): void {} }",
      "export interface A { b?(): void } export class C { static d(): void {} }",
      [
        "breaking: `A` no longer requires `b()`.",
        "breaking: `C` no longer has `d()`.",
        "additive: `C` has the new `static d()`.",
      ],
    ],
    [
      "a property without an annotation",
      "export class A { b = new C() }",
      "export class A { b = new D() }",
      ["breaking: The type of `A.b` changed from `new C()` to `new D()`."],
    ],
    [
      "a union that may be null",
      "export type A = B | C;",
      "export type A = B | C | null;",
      ["breaking: The type of `A` changed from `B | C` to `B | C | null`."],
    ],
    [
      "a type that was unknown",
      "export interface OnlySent { b: unknown }",
      "export interface OnlySent { b: string | unknown[] }",
      ["breaking: The type of `OnlySent.b` changed from `unknown` to `string | unknown[]`."],
    ],
    [
      "the kind of a declaration",
      "export interface A { b: string }",
      "export type A = B;",
      ["breaking: `A` is now declared as type, instead of interface."],
    ],
    ["what is new", "", "export type A = B;", ["additive: Exports `A`."]],
    [
      "the base of a class",
      "export class A extends B {}",
      "export class A extends C {}",
      ["breaking: The type of `A.<extends>` changed from `extends B` to `extends C`."],
    ],
    [
      "type arguments of a constant",
      "export const a = call<A, Record<400, E>>({});",
      "export const a = call<A, Record<401, E>>({});",
      ["breaking: The type of `a` changed from `[A, Record<400, E>]` to `[A, Record<401, E>]`."],
    ],
    [
      "a constant without a type",
      "export const a = list(one);",
      "export const a = list(two);",
      ["breaking: The type of `a` changed from `list(one)` to `list(two)`."],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(changesOf(before, after)).toEqual(expected);
  });

  test.each([
    ["(a?: A): R", "(a: A): R", "breaking: `f()` now requires `a`."],
    ["(a: A): R", "(a?: A): R", "additive: `f()` accepts more: `(a?: A) => R`."],
    ["(a: A): R", "(a: A | B, o?: O): R", "additive: `f()` accepts more: `(a: A | B, o?: O) => R`."],
    ["(a: A): R", "(a: A, o: O): R", "breaking: `f()` changed from `(a: A) => R` to `(a: A, o: O) => R`."],
    ["(a: A | B): R", "(a: A): R", "breaking: `f()` changed from `(a: A | B) => R` to `(a: A) => R`."],
    [
      "(o?: O): R",
      "(a?: A, o?: O): R",
      "breaking: `f()` changed from `(o?: O) => R` to `(a?: A, o?: O) => R`.",
    ],
    ["(a: A): R", "(a: A): S", "breaking: `f()` changed from `(a: A) => R` to `(a: A) => S`."],
    [
      "<T>(a: T): R",
      "<T extends A>(a: T): R",
      "breaking: `f()` changed from `<T>(a: T) => R` to `<T extends A>(a: T) => R`.",
    ],
  ])("a signature from %s to %s", (before, after, expected) => {
    expect(changesOf(`export function f${before} {}`, `export function f${after} {}`)).toEqual([expected]);
  });

  test("overloads, whose implementation callers do not see", () => {
    const [one, two] = ["f(a: A): R;", "f(b: B): S;"];
    const before = `export class C { ${one} f(a: any): any {} }`;
    const after = `export class C { ${one} ${two} f(a: any, b?: any): any {} }`;
    expect(changesOf(before, before.replace("a: any", "x: any"))).toEqual([]);
    expect(changesOf(before, after)).toEqual(["additive: `C.f()` accepts more: `(a: A) => R; (b: B) => S`."]);
    expect(changesOf(after, before)).toEqual([
      "breaking: `C.f()` changed from `(a: A) => R; (b: B) => S` to `(a: A) => R`.",
    ]);
  });
});

test("a declaration that is gone is left to the comparison of exports", () => {
  expect(changesOf("export type A = B;", "")).toEqual([]);
});

test("a name that another package declared, or declares now, may be anything", () => {
  const [own, other] = [surfaceOf("export type A = B;"), surfaceOf("", "A")];
  expect(compareDeclarations(own, other).map(({ level, message }) => `${level}: ${message}`)).toEqual([
    "breaking: The package no longer declares `A`, but exports that of another package.",
  ]);
  expect(compareDeclarations(other, own).map(({ level, message }) => `${level}: ${message}`)).toEqual([
    "breaking: The package declares `A`, instead of exporting that of another package.",
  ]);
});

test("a long type is cut in messages", () => {
  const [change = ""] = changesOf("export type A = string;", `export type A = ${"Long".repeat(100)};`);
  expect(change.length).toBeLessThan(250);
  expect(change).toContain("…`");
});

test("a property with the name of a member of objects is recorded", () => {
  const { "interface A": own } = declarationsIn(
    "export interface A { __proto__: string; constructor: number }",
  );
  expect(Object.entries(own ?? {})).toEqual([
    ["__proto__", "string"],
    ["constructor", "number"],
  ]);
});
