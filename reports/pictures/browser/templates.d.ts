/** A template, compiled by the bundler. */
interface CompiledTemplate {
  readonly compiler: readonly [number, string];
}

declare module '*.hbs?compiled' {
  const template: CompiledTemplate;
  // biome-ignore lint/style/noDefaultExport: this is how bundlers hand over a compiled file.
  export default template;
}

/** What runs compiled templates, without the compiler. The package has no types for it. */
declare module 'handlebars/runtime.js' {
  type Rendered<View> = (view: View) => string;
  const Handlebars: {
    template<View>(template: CompiledTemplate): Rendered<View>;
    registerPartial<View>(name: string, partial: Rendered<View>): void;
  };
  // biome-ignore lint/style/noDefaultExport: so it is in the package.
  export default Handlebars;
}
