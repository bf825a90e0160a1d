// SPDX-License-Identifier: GPL-3.0-or-later
// The weights of bench_layout.cpp laid out by d3-hierarchy: node d3_treemap.mjs, with d3-hierarchy installed beside it.
import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";

function weights(count) {
  const result = [];
  let state = 12345;
  for (let i = 0; i < count; ++i) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    result.push(1 + 999 * Math.pow(state / 4294967296, 3));
  }
  return result;
}

for (const count of [1000, 10000, 100000]) {
  const all = weights(count);
  const groups = Math.max(1, Math.floor(Math.sqrt(count)));
  const flat = { children: all.map((value) => ({ value })) };
  const nested = { children: Array.from({ length: groups }, () => ({ children: [] })) };
  all.forEach((value, i) => nested.children[i % groups].children.push({ value }));
  for (const [name, data] of [["flat", flat], ["nested", nested]]) {
    const layout = treemap().tile(treemapSquarify.ratio(1)).size([1920, 1080]);
    const times = [];
    for (let run = 0; run < 15; ++run) {
      const start = performance.now();
      layout(hierarchy(data).sum((d) => d.value ?? 0).sort((a, b) => b.value - a.value));
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    console.log(`${name} ${count}: ${times[7].toFixed(2)} ms (median of 15)`);
  }
}
