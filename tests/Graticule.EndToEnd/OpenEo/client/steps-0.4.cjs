// What users of version 0.4.3 of the client do, which speaks API 0.4 and finds it by itself: node steps-0.4.cjs ADDRESS STEP
'use strict';

const { assert, box, ended, fs, holds, inFolder, path, read, run, smallest } = require('./common.cjs');
const { OpenEO } = require('client-0-4');

const node = (process_id, args, extra = {}) => ({ process_id, arguments: args, ...extra });

const least = () => ({ callback: { min: node('min', { data: { from_argument: 'data' } }, { result: true }) } });

const graph = (format = 'JSON') => ({
  load: node('load_collection', {
    id: 'S2', spatial_extent: { ...box, crs: 32632 }, temporal_extent: ['2017-01-01T00:00:00Z', '2017-02-01T00:00:00Z'], bands: ['B04', 'B08'],
  }),
  index: node('ndvi', { data: { from_node: 'load' } }),
  least: node('reduce', { data: { from_node: 'index' }, dimension: 'temporal', reducer: least() }),
  save: node('save_result', { data: { from_node: 'least' }, format }, { result: true }),
});

const connect = async (address) => {
  const connection = await OpenEO.connect(address, 'basic', { username: 'js-client', password: 'js-client' });
  assert.equal(connection.getBaseUrl(), `${address}/openeo/0.4`);
  return connection;
};

const refused = (call, status, code) => assert.rejects(call, (error) => {
  const body = error.response ? error.response.data : error;
  assert.equal(body.code, code, body.message);
  return !error.response || error.response.status === status;
});

const steps = {
  async discovery(address) {
    const connection = await OpenEO.connect(address);
    const capabilities = connection.capabilities();
    assert.equal(capabilities.apiVersion(), '0.4.2');
    assert.equal(capabilities.title(), 'Graticule');
    const missing = Object.keys(capabilities.featureMap).filter((feature) => !capabilities.hasFeature(feature));
    assert.deepEqual(missing.sort(), ['authenticateOIDC', 'subscribe', 'unsubscribe']);
    assert.ok('GTiff' in (await connection.listFileTypes()));
    assert.ok((await connection.listServiceTypes()).WMTS.variables);
    assert.equal(typeof await connection.listUdfRuntimes(), 'object');
    assert.deepEqual((await connection.listCollections()).collections.map((one) => one.id), ['S2']);
    const collection = await connection.describeCollection('S2');
    assert.equal(collection.stac_version, '0.6.2');
    assert.ok(collection.properties['cube:dimensions'].bands);
    assert.deepEqual(collection.properties['eo:bands'].map((band) => band.common_name), ['red', 'nir']);
    const { processes } = await connection.listProcesses();
    const min = processes.find((one) => one.id === 'min');
    assert.deepEqual(min.parameter_order, ['data', 'ignore_nodata']);
    assert.ok(min.parameters.data.required && !min.parameters.ignore_nodata.required);
  },

  async login(address) {
    const connection = await connect(address);
    assert.ok(connection.isLoggedIn());
    assert.equal((await connection.describeAccount()).user_id, connection.getUserId());
  },

  async result(address) {
    const connection = await connect(address);
    holds(await read(await connection.computeResult(graph())), smallest);
    assert.ok((await read(await connection.computeResult(graph('GTiff')))).startsWith('II*'));
    assert.equal(await read(await connection.computeResult({ one: node('sum', { data: [2, 3, 4] }, { result: true }) })), '9');
  },

  async validation(address) {
    const connection = await connect(address);
    assert.deepEqual(await connection.validateProcessGraph(graph()), []);
    const [error] = await connection.validateProcessGraph({ one: node('nothing', {}, { result: true }) });
    assert.equal(error.code, 'ProcessUnsupported');
  },

  async job(address) {
    const connection = await connect(address);
    const job = await connection.createJob(graph(), 'Index', 'The least index');
    assert.deepEqual([job.status, job.title, job.description, job.progress], ['submitted', 'Index', 'The least index', 0]);
    assert.deepEqual(job.processGraph, graph());
    await job.updateJob({ title: 'Least index' });
    assert.equal((await connection.getJobById(job.jobId)).title, 'Least index');
    assert.match((await job.estimateJob()).duration, /^PT/);
    await refused(() => job.listResults(), 400, 'JobNotStarted');
    await job.startJob();
    assert.equal(await ended(async () => (await job.describeJob()).status), 'finished');
    assert.equal(job.progress, 100);
    const results = await job.listResults();
    assert.equal(results.id, job.jobId);
    assert.ok(Date.parse(results.expires) > Date.now());
    await inFolder(async (folder) => {
      const [file] = await job.downloadResults(folder);
      holds(fs.readFileSync(file, 'utf8'), smallest);
    });
    assert.ok((await connection.listJobs()).some((one) => one.jobId === job.jobId));
    await job.updateJob({ processGraph: graph('GTiff') });
    assert.deepEqual(job.processGraph, graph('GTiff'));
    await job.stopJob();
    await job.deleteJob();
    await refused(() => job.describeJob(), 404, 'JobNotFound');
  },

  async failure(address) {
    const connection = await connect(address);
    const job = await connection.createJob({ one: node('load_collection', { id: 'none', spatial_extent: null, temporal_extent: null }, { result: true }) }).catch((error) => error);
    if (job instanceof Error) {
      assert.equal(job.response.status, 400);
      return;
    }
    await job.startJob();
    assert.equal(await ended(async () => (await job.describeJob()).status), 'error');
    assert.ok(job.error.message.length > 0);
    await refused(() => job.listResults(), 424, job.error.code);
    await job.deleteJob();
  },

  async file(address) {
    const connection = await connect(address);
    await inFolder(async (folder) => {
      const source = path.join(folder, 'up.txt');
      fs.writeFileSync(source, 'what was sent');
      const file = connection.openFile('some/up.txt');
      await file.uploadFile(source);
      assert.deepEqual([file.path, file.size], ['some/up.txt', 13]);
      const [listed] = (await connection.listFiles()).filter((one) => one.path === 'some/up.txt');
      const target = path.join(folder, 'down.txt');
      await listed.downloadFile(target);
      assert.equal(fs.readFileSync(target, 'utf8'), 'what was sent');
      await listed.deleteFile();
      await refused(() => listed.downloadFile(), 404, 'FileNotFound');
    });
  },

  async graph(address) {
    const connection = await connect(address);
    const stored = await connection.createProcessGraph(graph(), 'Index', 'The least index');
    assert.deepEqual([stored.title, stored.processGraph], ['Index', graph()]);
    assert.ok((await connection.listProcessGraphs()).some((one) => one.processGraphId === stored.processGraphId));
    await stored.updateProcessGraph({ title: 'Least index' });
    assert.equal((await connection.getProcessGraphById(stored.processGraphId)).title, 'Least index');
    await stored.deleteProcessGraph();
    await refused(() => stored.describeProcessGraph(), 404, 'ProcessGraphNotFound');
  },

  async service(address) {
    const connection = await connect(address);
    const service = await connection.createService(graph(), 'xyz', 'A map', null, true, { style: 'viridis' });
    assert.deepEqual([service.title, service.type, service.enabled, service.parameters.style], ['A map', 'XYZ', true, 'viridis']);
    assert.deepEqual(service.processGraph, graph());
    assert.match(service.url, /\{z\}.*style=viridis/);
    await service.updateService({ title: 'Another', enabled: false });
    assert.equal((await connection.getServiceById(service.serviceId)).enabled, false);
    assert.ok((await connection.listServices()).some((one) => one.serviceId === service.serviceId));
    await service.deleteService();
    await refused(() => service.describeService(), 404, 'ServiceNotFound');
  },

  async refusal(address) {
    const connection = await connect(address);
    await refused(() => connection.describeCollection('none'), 404, 'CollectionNotFound');
    await refused(() => connection.computeResult({ one: node('nothing', {}, { result: true }) }), 400, 'ProcessUnsupported');
    await refused(() => connection.createService(graph(), 'none'), 400, 'ServiceUnsupported');
  },

  async submit(address) {
    const connection = await connect(address);
    const job = await connection.createJob(graph());
    await job.startJob();
    assert.equal(await ended(async () => (await job.describeJob()).status), 'finished');
    return job.jobId;
  },

  async list(address) {
    const connection = await connect(address);
    return (await connection.listJobs()).filter((job) => job.status === 'finished').map((job) => job.jobId).join(' ');
  },

  async fetch(address) {
    const connection = await connect(address);
    const job = await connection.getJobById(process.argv[4]);
    assert.ok(Object.keys(job.processGraph).length > 0);
    await inFolder(async (folder) => {
      const [file] = await job.downloadResults(folder);
      holds(fs.readFileSync(file, 'utf8'), smallest);
    });
  },
};

run(steps);
