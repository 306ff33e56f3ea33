// What users of version 0.3.5 of the client do, which speaks API 0.3: node steps-0.3.cjs ADDRESS STEP
'use strict';

const { assert, box, ended, fs, holds, inFolder, path, read, run, smallest } = require('./common.cjs');
const { OpenEO } = require('client-0-3');

const graph = () => ({
  process_id: 'min_time',
  imagery: {
    process_id: 'NDVI',
    red: 'B04',
    nir: 'B08',
    imagery: {
      process_id: 'filter_daterange',
      extent: ['2017-01-01T00:00:00Z', '2017-01-31T23:59:59Z'],
      imagery: { process_id: 'filter_bbox', extent: { ...box, crs: 'EPSG:32632' }, imagery: { process_id: 'get_collection', name: 'S2' } },
    },
  },
});

const connect = (address) => new OpenEO().connect(`${address}/openeo/0.3`, 'basic', { username: 'js-client', password: 'js-client' });

/** Errors of downloads are streams, which this client leaves unread where it is not in a browser. */
const refused = (call, status) => assert.rejects(call, (error) => {
  const body = error.response.data;
  assert.equal(error.response.status, status, body.message);
  if (typeof body.pipe === 'function') {
    body.destroy();
  } else {
    assert.ok(body.code === status && body.message.length > 0);
  }
  return true;
});

const steps = {
  async discovery(address) {
    const connection = await new OpenEO().connect(`${address}/openeo/0.3`);
    const capabilities = await connection.capabilities();
    assert.equal(capabilities.version(), '0.3.1');
    for (const feature of [
      'capabilities', 'listFileTypes', 'listServiceTypes', 'listCollections', 'describeCollection', 'listProcesses', 'authenticateBasic', 'describeAccount', 'listFiles',
      'validateProcessGraph', 'createProcessGraph', 'listProcessGraphs', 'execute', 'listJobs', 'createJob', 'listServices', 'createService', 'downloadFile', 'uploadFile',
      'deleteFile', 'describeJob', 'updateJob', 'deleteJob', 'estimateJob', 'startJob', 'stopJob', 'listResults', 'describeProcessGraph', 'updateProcessGraph',
      'deleteProcessGraph', 'describeService', 'updateService', 'deleteService',
    ]) {
      assert.ok(capabilities.hasFeature(feature), feature);
    }
    assert.ok(!capabilities.hasFeature('subscribe'));
    const formats = await connection.listFileTypes();
    assert.ok(formats.default in formats.formats);
    assert.ok((await connection.listServiceTypes()).WMTS.parameters);
    assert.deepEqual((await connection.listCollections()).collections.map((one) => one.name), ['S2']);
    const collection = await connection.describeCollection('S2');
    assert.equal(collection.extent.spatial.length, 4);
    assert.deepEqual(Object.keys(collection['eo:bands']), ['B04', 'B08']);
    assert.equal(collection['eo:bands'].B08.common_name, 'nir');
    const { processes } = await connection.listProcesses();
    assert.ok(processes.find((one) => one.name === 'get_collection').parameters.name.required);
    const builder = await connection.buildProcessGraph();
    assert.deepEqual(builder.min_time({ imagery: 1 }), { process_id: 'min_time', imagery: 1 });
  },

  async login(address) {
    const connection = await connect(address);
    assert.ok(connection.isLoggedIn() && connection.getUserId().length > 0);
    const me = await connection.describeAccount();
    assert.equal(me.user_id, connection.getUserId());
    assert.ok(me.storage.free > 0);
  },

  async result(address) {
    const connection = await connect(address);
    holds(await read(await connection.execute(graph(), 'JSON')), smallest);
    const file = await read(await connection.execute(graph()));
    assert.ok(file.startsWith('II*'));
  },

  async validation(address) {
    const connection = await connect(address);
    assert.deepEqual(await connection.validateProcessGraph(graph()), [true, {}]);
    const [isValid, error] = await connection.validateProcessGraph({ process_id: 'nothing' });
    assert.ok(!isValid && error.code === 400 && error.message.includes('nothing'));
  },

  async job(address) {
    const connection = await connect(address);
    const job = await connection.createJob(graph(), 'JSON', {}, 'Index', 'The least index');
    assert.deepEqual([job.status, job.title, job.description, job.output.format], ['submitted', 'Index', 'The least index', 'JSON']);
    assert.deepEqual(job.processGraph, graph());
    await job.updateJob({ title: 'Least index' });
    assert.equal(job.title, 'Least index');
    assert.match((await job.estimateJob()).duration, /^PT/);
    await refused(() => job.listResults(), 400);
    await job.startJob();
    assert.equal(await ended(async () => (await job.describeJob()).status), 'finished');
    const results = await job.listResults();
    assert.equal(results.job_id, job.jobId);
    assert.ok(Date.parse(results.expires) > Date.now());
    await inFolder(async (folder) => {
      const [file] = await job.downloadResults(folder);
      holds(fs.readFileSync(file, 'utf8'), smallest);
    });
    assert.ok((await connection.listJobs()).some((one) => one.jobId === job.jobId));
    await job.updateJob({ output: { format: 'GTiff' } });
    assert.equal(job.output.format, 'GTiff');
    assert.deepEqual(job.processGraph, graph());
    await job.startJob();
    assert.equal(await ended(async () => (await job.describeJob()).status), 'finished');
    assert.match((await job.listResults()).links[0].type, /^image\/tiff/);
    await job.stopJob();
    await job.deleteJob();
    await refused(() => job.describeJob(), 404);
  },

  async file(address) {
    const connection = await connect(address);
    await inFolder(async (folder) => {
      const source = path.join(folder, 'up.txt');
      fs.writeFileSync(source, 'what was sent');
      const file = await connection.createFile('some/up.txt');
      await file.uploadFile(source);
      const [listed] = (await connection.listFiles()).filter((one) => one.name === 'some/up.txt');
      assert.equal(listed.size, 13);
      const target = path.join(folder, 'down.txt');
      await listed.downloadFile(target);
      assert.equal(fs.readFileSync(target, 'utf8'), 'what was sent');
      await listed.deleteFile();
      await refused(() => listed.downloadFile(), 404);
      await refused(() => connection.listFiles('somebody-else'), 403);
    });
  },

  async graph(address) {
    const connection = await connect(address);
    const stored = await connection.createProcessGraph(graph(), 'Index', 'The least index');
    assert.deepEqual([stored.title, stored.processGraph.process_id], ['Index', 'min_time']);
    assert.ok((await connection.listProcessGraphs()).some((one) => one.processGraphId === stored.processGraphId));
    await stored.updateProcessGraph({ title: 'Least index' });
    assert.deepEqual([stored.title, stored.description], ['Least index', 'The least index']);
    const url = `${address}/openeo/0.3/process_graphs/${stored.processGraphId}`;
    holds(await read(await connection.execute({ process_id: "process_graph", imagery: { process_id: "get_collection", name: "S2" }, url }, 'JSON')), smallest);
    await stored.deleteProcessGraph();
    await refused(() => stored.describeProcessGraph(), 404);
  },

  async service(address) {
    const connection = await connect(address);
    const service = await connection.createService(graph(), 'xyz', 'A map', null, true, { style: 'viridis' });
    assert.deepEqual([service.title, service.type, service.enabled, service.parameters.style], ['A map', 'XYZ', true, 'viridis']);
    assert.deepEqual(service.processGraph, graph());
    assert.match(service.url, /\{z\}.*style=viridis/);
    await service.updateService({ title: 'Another', enabled: false });
    assert.deepEqual([service.title, service.enabled], ['Another', false]);
    assert.ok((await connection.listServices()).some((one) => one.serviceId === service.serviceId));
    await service.deleteService();
    await refused(() => service.describeService(), 404);
  },

  async refusal(address) {
    const connection = await connect(address);
    await refused(() => connection.describeCollection('none'), 404);
    await refused(() => connection.createJob({ process_id: 'nothing' }), 400);
    await refused(() => connection.createService(graph(), 'none'), 400);
    await refused(() => connection._get('/subscription'), 501);
  },

  async submit(address) {
    const connection = await connect(address);
    const job = await connection.createJob(graph(), 'JSON');
    await job.startJob();
    assert.equal(await ended(async () => (await job.describeJob()).status), 'finished');
    return job.jobId;
  },

  async list(address) {
    const connection = await connect(address);
    return (await connection.listJobs()).filter((job) => job.status === 'finished').map((job) => job.jobId).join(' ');
  },

  /** The results of the job that another client made. */
  async fetch(address) {
    const connection = await connect(address);
    const [job] = (await connection.listJobs()).filter((one) => one.jobId === process.argv[4]);
    await inFolder(async (folder) => {
      const [file] = await job.downloadResults(folder);
      holds(fs.readFileSync(file, 'utf8'), smallest);
    });
  },
};

run(steps);
