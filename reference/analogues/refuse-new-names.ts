import { noAttribute } from './field.ts';

/**
 * The nearest thing to the lecture's `__setattr__`: after this, assigning to an instance a name that neither it nor its
 * class has is refused. Fields that a class body declares are not assigned but defined, and are as free as ever.
 *
 * A Proxy is put at the end of the class's own prototypes. An assignment that finds an accessor on the way never gets
 * there: checked fields cost nothing more.
 *
 *     person → Person.prototype → … → prototype → Proxy → what `prototype` inherited from before
 *
 * Differs from Python's `__setattr__`: names that the class has are not asked about, so a method can be hidden.
 */
export function refuseNewNames(prototype: object): void {
  const inherited: object = Object.create(Object.getPrototypeOf(prototype));
  const guard = new Proxy(inherited, {
    set(target, name, value, self) {
      if (name in target) return Reflect.set(target, name, value, self);
      throw noAttribute(self.constructor.name, [String(name)]);
    },
  });
  Object.setPrototypeOf(prototype, guard);
}
