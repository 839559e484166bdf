/** All that is tried. */
import { builderTargets } from './builder-targets.ts';
import { generatorTargets } from './generator-targets.ts';
import { guardTargets } from './guard-targets.ts';
import type { Target } from './target.ts';
import { textTargets } from './text-targets.ts';

export const targets: readonly Target[] = [...guardTargets, ...textTargets, ...builderTargets, ...generatorTargets];
