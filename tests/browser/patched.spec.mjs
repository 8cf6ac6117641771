// What holds for whole renders holds for patches: the tests of renders once more, with each node a patch of its own.

process.env.DOCENT_PATCHES = "fine";

for (const file of ["morph", "forms", "foreign_nodes", "typing"]) await import(`./${file}.spec.mjs`);
