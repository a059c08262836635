#!/usr/bin/env node
import { ensureBuilt } from '../build/build.mjs';

await ensureBuilt();
await import('../../dist/ouro.mjs');
