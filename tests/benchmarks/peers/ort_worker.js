// ONNX Runtime in node: model=FILE inputs=FILE shape= batch= threads=. Speaks the protocol of ../README.md.
const fs = require('fs');
const readline = require('readline');
const ort = require('onnxruntime-node');

const chosen = Object.fromEntries(process.argv.slice(2).map(argument => argument.split(/=(.*)/s).slice(0, 2)));

const floats = path => {
  const bytes = fs.readFileSync(path);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};

// As Workers/Timing.cs: a fifth of the time to get warm, then samples of as many calls as take 50 µs.
async function timing(call, seconds) {
  const clock = () => performance.now() / 1e3;
  let start = clock(), calls = 0;
  do {
    await call();
    calls++;
  } while (clock() - start < seconds / 5);
  const repetitions = Math.max(1, Math.floor(50e-6 * calls / (clock() - start)));
  const samples = [];
  const end = clock() + seconds;
  do {
    start = clock();
    for (let i = 0; i < repetitions; i++)
      await call();
    samples.push((clock() - start) / repetitions);
  } while (clock() < end);
  samples.sort((a, b) => a - b);
  return `median=${samples[samples.length >> 1]} min=${samples[0]} count=${samples.length}`;
}

(async () => {
  const session = await ort.InferenceSession.create(chosen.model, {
    intraOpNumThreads: +chosen.threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
  const shape = [+chosen.batch, ...chosen.shape.split(',').map(Number)];
  const x = new ort.Tensor('float32', floats(chosen.inputs).slice(0, shape.reduce((a, b) => a * b)), shape);
  const call = () => session.run({ x });
  await call();
  console.log(`ready version=${require('onnxruntime-node/package.json').version}`);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [, command, argument] = /^(\w+) (.*)$/.exec(line);
    if (command === 'measure') {
      console.log(await timing(call, +argument));
    } else {
      const y = (await call()).y.data;
      fs.writeFileSync(argument, new Uint8Array(y.buffer, y.byteOffset, y.byteLength));
      console.log('written');
    }
  }
})().catch(failure => {
  console.error(failure);
  process.exit(1);
});
