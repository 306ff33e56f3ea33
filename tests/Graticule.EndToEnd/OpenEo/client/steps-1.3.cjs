// What users of version 1.3.2 of the client do, made for API 1.0 and 1.1, which takes 1.2 and 1.3 too: node steps-1.3.cjs ADDRESS STEP
'use strict';

const { assert, box, ended, fs, holds, inFolder, path, read, run, smallest } = require('./common.cjs');
const { OpenEO } = require('client-1-3');

const node = (process_id, args, extra = {}) => ({ process_id, arguments: args, ...extra });

const graph = (format = 'JSON') => ({
  load: node('load_collection', { id: 'S2', spatial_extent: { ...box, crs: 32632 }, temporal_extent: ['2017-01-01T00:00:00Z', '2017-02-01T00:00:00Z'] }),
  index: node('ndvi', { data: { from_node: 'load' } }),
  least: node('reduce_dimension', {
    data: { from_node: 'index' }, dimension: 't', reducer: { process_graph: { min: node('min', { data: { from_parameter: 'data' } }, { result: true }) } },
  }),
  save: node('save_result', { data: { from_node: 'least' }, format }, { result: true }),
});

const connect = async (address) => {
  const connection = await OpenEO.connect(address);
  assert.equal(connection.getBaseUrl(), `${address}/openeo/1.3`);
  await connection.authenticateBasic('js-client', 'js-client');
  return connection;
};

/** Errors come as they were sent, or within axios's own. */
const refused = (call, code) => assert.rejects(call, (error) => {
  assert.equal(error.code === code ? code : error.response?.data?.code, code, error.message);
  return true;
});

const steps = {
  async discovery(address) {
    const connection = await OpenEO.connect(address);
    assert.equal(connection.capabilities().apiVersion(), '1.3.0');
    const direct = await OpenEO.connectDirect(`${address}/openeo/1.2`);
    assert.equal(direct.capabilities().apiVersion(), '1.2.0');
    const features = connection.capabilities();
    const missing = Object.keys(features.featureMap).filter((feature) => !features.hasFeature(feature));
    assert.deepEqual(missing, ['authenticateOIDC']);
    assert.ok((await connection.listFileTypes()).getOutputType('gtiff'));
    assert.ok((await connection.listServiceTypes()).XYZ.configuration);
    assert.deepEqual((await connection.listCollections()).collections.map((one) => one.id), ['S2']);
    const collection = await connection.describeCollection('S2');
    assert.deepEqual(collection['cube:dimensions'].bands.values, ['B04', 'B08']);
    const pages = [];
    for await (const page of connection.listCollectionItems('S2', [11, 46, 12, 47], ['2017-01-01T00:00:00Z', '2017-01-10T00:00:00Z'])) {
      pages.push(...page.features.map((item) => item.id));
    }
    assert.deepEqual(pages, ['S2A_20170105T100000']);
    assert.equal((await connection.describeProcess('min')).parameters[0].name, 'data');
  },

  async login(address) {
    const connection = await connect(address);
    assert.ok(connection.isAuthenticated());
    assert.ok((await connection.describeAccount()).user_id.length > 0);
  },

  async result(address) {
    const connection = await connect(address);
    const result = await connection.computeResult(graph());
    holds(await read(result.data), smallest);
    assert.equal(result.type, 'application/json');
    const builder = await connection.buildProcess();
    assert.equal(await read((await connection.computeResult(builder.add(1, builder.multiply(2, 3)))).data), '7');
  },

  async validation(address) {
    const connection = await connect(address);
    assert.deepEqual(await connection.validateProcess(graph()), []);
    const [error] = await connection.validateProcess({ one: node('nothing', {}, { result: true }) });
    assert.equal(error.code, 'ProcessUnsupported');
  },

  async job(address) {
    const connection = await connect(address);
    const job = await connection.createJob(graph(), 'Index', 'The least index');
    assert.deepEqual([job.status, job.title, job.description], ['created', 'Index', 'The least index']);
    await job.updateJob({ title: 'Least index' });
    assert.equal(job.title, 'Least index');
    assert.match((await job.estimateJob()).duration, /^PT/);
    await refused(() => job.getResultsAsStac(), 'JobNotStarted');
    await job.startJob();
    assert.equal(await ended(async () => (await job.describeJob()).status), 'finished');
    assert.ok((await job.debugJob().nextLogs()).length > 0);
    const results = await job.getResultsAsStac();
    assert.equal(Object.keys(results.assets).length, 1);
    await inFolder(async (folder) => {
      const [file] = await job.downloadResults(folder);
      holds(fs.readFileSync(file, 'utf8'), smallest);
    });
    assert.ok((await connection.listJobs()).some((one) => one.id === job.id));
    await job.stopJob();
    await job.deleteJob();
    await refused(() => job.describeJob(), 'JobNotFound');
  },

  async file(address) {
    const connection = await connect(address);
    await inFolder(async (folder) => {
      const source = path.join(folder, 'up.txt');
      fs.writeFileSync(source, 'what was sent');
      const file = await connection.uploadFile(source, 'some/up.txt');
      assert.deepEqual([file.path, file.size], ['some/up.txt', 13]);
      assert.ok((await connection.listFiles()).some((one) => one.path === 'some/up.txt'));
      const target = path.join(folder, 'down.txt');
      await file.downloadFile(target);
      assert.equal(fs.readFileSync(target, 'utf8'), 'what was sent');
      await file.deleteFile();
      await refused(() => file.retrieveFile(), 'FileNotFound');
    });
  },

  async graph(address) {
    const connection = await connect(address);
    const half = await connection.setUserProcess('half_of', {
      summary: 'Half of it',
      parameters: [{ name: 'x', description: 'A number', schema: { type: 'number' } }],
      process_graph: { one: node('divide', { x: { from_parameter: 'x' }, y: 2 }, { result: true }) },
    });
    assert.equal((await connection.getUserProcess('half_of')).summary, 'Half of it');
    assert.ok((await connection.listUserProcesses()).some((one) => one.id === 'half_of'));
    assert.equal(await read((await connection.computeResult({ one: node('half_of', { x: 5 }, { result: true }) })).data), '2.5');
    await half.deleteUserProcess();
    await refused(() => connection.getUserProcess('half_of'), 'ProcessGraphNotFound');
  },

  async service(address) {
    const connection = await connect(address);
    const service = await connection.createService(graph(), 'xyz', 'A map', null, true, { style: 'viridis' });
    assert.deepEqual([service.title, service.type, service.enabled, service.configuration.style], ['A map', 'XYZ', true, 'viridis']);
    assert.match(service.url, /\{z\}.*style=viridis/);
    await service.updateService({ title: 'Another', enabled: false });
    assert.equal((await connection.getService(service.id)).enabled, false);
    assert.ok((await connection.listServices()).some((one) => one.id === service.id));
    await service.deleteService();
    await refused(() => service.describeService(), 'ServiceNotFound');
  },

  async refusal(address) {
    const connection = await connect(address);
    await refused(() => connection.describeCollection('none'), 'CollectionNotFound');
    await refused(() => connection.computeResult({ one: node('nothing', {}, { result: true }) }), 'ProcessUnsupported');
  },

  async submit(address) {
    const connection = await connect(address);
    const job = await connection.createJob(graph());
    await job.startJob();
    assert.equal(await ended(async () => (await job.describeJob()).status), 'finished');
    return job.id;
  },

  async list(address) {
    const connection = await connect(address);
    return (await connection.listJobs()).filter((job) => job.status === 'finished').map((job) => job.id).join(' ');
  },

  async fetch(address) {
    const connection = await connect(address);
    const job = await connection.getJob(process.argv[4]);
    await inFolder(async (folder) => {
      const [file] = await job.downloadResults(folder);
      holds(fs.readFileSync(file, 'utf8'), smallest);
    });
  },
};

run(steps);
