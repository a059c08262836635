import { ts } from 'ts-morph';
import { defineRule, type Report } from '../rule.ts';
import type { StudentModule } from '../student-module.ts';

type Advice = 'missing' | 'notOne' | 'mismatch' | 'member' | 'untyped';

/**
 * The module's exports fit the exercise's `Contract`.
 *
 * Asks the checker about the types of the exports, export by export. It reads no diagnostics of the student's file,
 * so that no comment in it (`@ts-nocheck`) switches the check off. `any` fits every type and says nothing: an export
 * that has it, or a parameter or result that has it, is reported.
 */
export const shape = defineRule({
  id: 'shape',
  advice: {
    missing: 'Export {name}: contract.ts asks for it.',
    notOne: 'Keep the `Contract` of contract.ts: the exports cannot be compared without it.',
    mismatch: 'Give the export the type that contract.ts has for it, {name}: it is called with that type.',
    member: 'Give the class the member {name} of contract.ts: it is missing or has another type.',
    untyped: 'Write the type of {name} instead of `any`: it says what goes in and what comes out.',
  },
  *check(module): Iterable<Report<Advice>> {
    const { checker, contract, source } = module;
    if (contract === undefined) return yield { advice: 'notOne', node: source };
    const exports = exportsOf(module);
    for (const wanted of checker.getTypeAtLocation(contract).getProperties()) {
      const written = exports.get(wanted.name);
      if (written === undefined) {
        yield { advice: 'missing', node: source, detail: `\`${wanted.name}\`` };
        continue;
      }
      yield* compare(module, written, wanted, contract);
    }
  },
});

/** What `import * as student` would hold. */
function exportsOf({ checker, source }: StudentModule): ReadonlyMap<string, ts.Symbol> {
  const symbol = checker.getSymbolAtLocation(source);
  if (symbol === undefined) return new Map();
  return new Map(checker.getExportsOfModule(symbol).map((exported) => [exported.name, exported]));
}

function* compare(
  module: StudentModule,
  written: ts.Symbol,
  wanted: ts.Symbol,
  contract: ts.InterfaceDeclaration,
): Iterable<Report<Advice>> {
  const { checker, source } = module;
  const symbol = (written.flags & ts.SymbolFlags.Alias) === 0 ? written : checker.getAliasedSymbol(written);
  const node = nodeOf(module, symbol) ?? nodeOf(module, written) ?? source;
  const name = `\`${wanted.name}\``;
  if ((symbol.flags & ts.SymbolFlags.Value) === 0) {
    yield { advice: 'missing', node, detail: name };
    return;
  }
  const type = checker.getTypeOfSymbolAtLocation(symbol, source);
  const wantedType = checker.getTypeOfSymbolAtLocation(wanted, contract);
  if (isUntyped(type) || (type.flags & ts.TypeFlags.Never) !== 0) {
    yield { advice: 'untyped', node, detail: name };
    return;
  }
  const untyped = [...untypedParts(module, type, wantedType, node)];
  if (untyped.length > 0) {
    yield* untyped;
    return;
  }
  if (checker.isTypeAssignableTo(type, wantedType)) return;
  const members = [...wrongMembers(module, type, wantedType, node)];
  if (members.length > 0) yield* members;
  else yield { advice: 'mismatch', node, detail: sourceTextOf(wanted) };
}

/** Members of the class that the contract asks for, that are missing or do not fit. */
function* wrongMembers(module: StudentModule, type: ts.Type, wanted: ts.Type, node: ts.Node): Iterable<Report<Advice>> {
  const { checker } = module;
  const instance = type.getConstructSignatures()[0]?.getReturnType();
  const wantedInstance = wanted.getConstructSignatures()[0]?.getReturnType();
  if (instance === undefined || wantedInstance === undefined) return;
  for (const member of wantedInstance.getProperties()) {
    const own = instance.getProperty(member.name);
    const fits =
      own !== undefined &&
      checker.isTypeAssignableTo(
        checker.getTypeOfSymbolAtLocation(own, module.source),
        checker.getTypeOfSymbolAtLocation(member, module.source),
      );
    if (!fits) yield { advice: 'member', node: nodeOf(module, own) ?? node, detail: sourceTextOf(member) };
  }
}

/** Parameters and results that are `any` where the contract has a type: of a function, a constructor, the methods. */
function* untypedParts(module: StudentModule, type: ts.Type, wanted: ts.Type, node: ts.Node): Iterable<Report<Advice>> {
  const { checker, source } = module;
  for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
    yield* untypedIn(module, signature, node);
  }
  const instance = type.getConstructSignatures()[0]?.getReturnType();
  const wantedInstance = wanted.getConstructSignatures()[0]?.getReturnType();
  for (const member of wantedInstance?.getProperties() ?? []) {
    const own = instance?.getProperty(member.name);
    if (own === undefined) continue;
    const ownNode = nodeOf(module, own) ?? node;
    const ownType = checker.getTypeOfSymbolAtLocation(own, source);
    if (isUntyped(ownType)) yield { advice: 'untyped', node: ownNode, detail: `\`${member.name}\`` };
    for (const signature of ownType.getCallSignatures()) yield* untypedIn(module, signature, ownNode);
  }
}

function* untypedIn(module: StudentModule, signature: ts.Signature, node: ts.Node): Iterable<Report<Advice>> {
  const { checker, source } = module;
  for (const parameter of signature.getParameters()) {
    if (!containsAny(module, checker.getTypeOfSymbolAtLocation(parameter, source))) continue;
    const place = nodeOf(module, parameter) ?? node;
    yield { advice: 'untyped', node: place, detail: `the parameter \`${parameter.name}\`` };
  }
  if (!containsAny(module, signature.getReturnType())) return;
  const written = (signature.getDeclaration() as ts.SignatureDeclaration | undefined)?.type;
  yield { advice: 'untyped', node: written?.getSourceFile() === source ? written : node, detail: 'the result' };
}

/** `any` or `any[]`. */
function containsAny({ checker }: StudentModule, type: ts.Type): boolean {
  if (isUntyped(type)) return true;
  if (!checker.isArrayLikeType(type)) return false;
  return checker.getTypeArguments(type as ts.TypeReference).some(isUntyped);
}

function isUntyped(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Any) !== 0;
}

/** Where the student wrote it: the name, if it has one. */
function nodeOf({ source }: StudentModule, symbol: ts.Symbol | undefined): ts.Node | undefined {
  const declaration = symbol?.declarations?.find((candidate) => candidate.getSourceFile() === source);
  return declaration === undefined ? undefined : (ts.getNameOfDeclaration(declaration) ?? declaration);
}

/** As the contract has it. The text and not the checker's print, which is not the same in every batch. */
function sourceTextOf(symbol: ts.Symbol): string {
  const text = symbol.declarations?.[0]?.getText() ?? symbol.name;
  return `\`${text.replace(/^readonly /, '').replace(/;$/, '')}\``;
}
