// How every judge ends: findings one a line, then a verdict, and an exit code.
export function report(judge, findings) {
  for (const finding of findings.slice(0, 400)) console.log(`  ${judge}: ${finding}`);
  if (findings.length > 400) console.log(`  ${judge}: … and ${findings.length - 400} more`);
  console.log(`${judge}: ${findings.length === 0 ? "no findings" : `${findings.length} findings`}`);
  process.exit(findings.length === 0 ? 0 : 1);
}
