/** Minimal standard generator of pseudo-random numbers: the same in every run. */
const state = { seed: 20_261_129 };

/** Returns a number from 0 up to 1, another one at each call. */
export function random(): number {
  state.seed = (state.seed * 16_807) % 2_147_483_647;
  return state.seed / 2_147_483_647;
}

/** Shuffles items differently in each call, but in the same way in each run. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
