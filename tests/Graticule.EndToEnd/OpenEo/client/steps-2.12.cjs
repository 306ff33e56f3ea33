// What users of version 2.12.0 of the client do, which speaks API 1.x: node steps-2.12.cjs ADDRESS STEP
'use strict';

const { assert, box, ended, fs, holds, inFolder, path, read, run, smallest } = require('./common.cjs');
const { OpenEO } = require('@openeo/js-client');

const node = (process_id, args, extra = {}) => ({ process_id, arguments: args, ...extra });
const sum = { process_graph: {
  five: node('add', { x: 2, y: 3 }),
  nine: node('add', { x: { from_node: 'five' }, y: 4 }),
  save: node('save_result', { data: { from_node: 'nine' }, format: 'JSON' }, { result: true }),
} };
const broken = { process_graph: { one: node('date_shift', { date: 'never', value: 1, unit: 'day' }, { result: true }) } };

const connect = async (address) => {
  const connection = await OpenEO.connect(address);
  await connection.authenticateBasic('js-client', 'js-client');
  return connection;
};

const refused = async (call, code) => {
  await assert.rejects(call, (error) => {
    assert.equal(error.code, code, error.message);
    return error.message.length > 0;
  });
};

const graph = (format = 'JSON') => ({ process_graph: {
  load: node('load_collection', { id: 'S2', spatial_extent: { ...box, crs: 32632 }, temporal_extent: ['2017-01-01T00:00:00Z', '2017-02-01T00:00:00Z'] }),
  index: node('ndvi', { data: { from_node: 'load' } }),
  least: node('reduce_dimension', {
    data: { from_node: 'index' }, dimension: 't', reducer: { process_graph: { min: node('min', { data: { from_parameter: 'data' } }, { result: true }) } },
  }),
  save: node('save_result', { data: { from_node: 'least' }, format }, { result: true }),
} });

const status = (job) => async () => {
  await job.describeJob();
  return job.status;
};

const steps = {
  async discovery(address) {
    const connection = await OpenEO.connect(address);
    const capabilities = connection.capabilities();
    assert.equal(capabilities.apiVersion(), '1.3.0');
    for (const feature of [
      'listCollections', 'describeCollection', 'listCollectionItems', 'listProcesses', 'listFileTypes', 'authenticateBasic', 'describeAccount', 'validateProcess',
      'computeResult', 'listJobs', 'createJob', 'describeJob', 'updateJob', 'deleteJob', 'estimateJob', 'debugJob', 'startJob', 'stopJob', 'listResults',
      'listServiceTypes', 'listServices', 'createService', 'updateService', 'deleteService', 'debugService',
      'listUserProcesses', 'setUserProcess', 'describeUserProcess', 'deleteUserProcess', 'listFiles', 'uploadFile', 'downloadFile', 'deleteFile',
    ]) {
      assert.ok(capabilities.hasFeature(feature), feature);
    }
    assert.equal(capabilities.currency(), null);
    assert.equal(capabilities.listPlans()[0].name, 'free');
    assert.ok((await connection.listFileTypes()).getOutputType('gtiff'));
    const direct = await OpenEO.connect(`${address}/openeo/1.2`);
    assert.equal(direct.capabilities().apiVersion().slice(0, 2), '1.');
  },

  async collections(address) {
    const connection = await OpenEO.connect(address);
    const { collections } = await connection.listCollections();
    assert.deepEqual(collections.map((one) => one.id), ['S2']);
    const collection = await connection.describeCollection('S2');
    assert.ok(collection['cube:dimensions'].bands);
    const pages = connection.listCollectionItems('S2', [11, 46, 12.5, 47], ['2017-01-01T00:00:00Z', '2017-02-01T00:00:00Z'], 1);
    const first = await pages.nextPage();
    const second = await pages.nextPage();
    assert.deepEqual([...first, ...second].map((item) => item.id), ['S2A_20170105T100000', 'S2A_20170115T100000']);
  },

  async processes(address) {
    const connection = await OpenEO.connect(address);
    const { processes } = await connection.listProcesses();
    assert.ok(processes.length > 50);
    assert.deepEqual(processes.find((one) => one.id === 'min').parameters.map((one) => one.name), ['data', 'ignore_nodata']);
    const builder = await connection.buildProcess();
    builder.add(1, builder.add(2, 3)).result = true;
    assert.deepEqual([...await connection.validateProcess(builder.toJSON())], []);
    const errors = await connection.validateProcess({ process_graph: { one: node('ad', {}, { result: true }) } });
    assert.equal(errors[0].code, 'ProcessUnsupported');
  },

  async result(address) {
    const connection = await connect(address);
    const saved = await connection.computeResult(sum);
    assert.equal(await read(saved.data), '9');
    assert.equal(saved.type, 'application/json');
    const plain = await connection.computeResult({ process_graph: { one: node('add', { x: 1, y: 2 }, { result: true }) } });
    assert.equal(await read(plain.data), '3');
    holds(await read((await connection.computeResult(graph())).data), smallest);
    await refused(() => connection.computeResult({ process_graph: { one: node('add', { x: 1, y: 2 }) } }), 'ResultNodeMissing');
    await refused(() => connection.computeResult({ process_graph: { one: node('nothing', {}, { result: true }) } }), 'ProcessUnsupported');
  },

  async job(address) {
    const connection = await connect(address);
    const job = await connection.createJob(sum, null, 'A sum', null, null, { memory: 600, no_such: 1 });
    await job.describeJob();
    assert.deepEqual([job.status, job.title, job.description, job.progress], ['created', null, 'A sum', 0]);
    const kept = (await connection.getJob(job.id)).getAll();
    assert.deepEqual([kept.memory, kept.no_such], [600, undefined]);
    await job.updateJob({ title: 'Nine' });
    await job.describeJob();
    assert.equal(job.title, 'Nine');
    const estimate = await job.estimateJob();
    assert.equal(estimate.costs, null);
    assert.match(estimate.duration, /^PT/);
    for (let run = 0; run < 2; run++) {
      await job.startJob();
      assert.equal(await ended(status(job)), 'finished');
      assert.equal(job.progress, 100);
    }
    assert.ok((await job.debugJob().nextLogs()).length > 0);
    const results = await job.getResultsAsStac();
    assert.equal(results.id, job.id);
    assert.equal(Object.keys(results.assets).length, 1);
    await inFolder(async (folder) => {
      const [file] = await job.downloadResults(folder);
      assert.equal(fs.readFileSync(file, 'utf8'), '9');
    });
    assert.ok((await connection.listJobs()).some((one) => one.id === job.id));
    await job.stopJob();
    assert.equal(await ended(status(job)), 'finished');
    await job.deleteJob();
    await refused(() => job.describeJob(), 'JobNotFound');
  },

  async failure(address) {
    const connection = await connect(address);
    const job = await connection.createJob(broken);
    await refused(() => job.getResultsAsStac(), 'JobNotStarted');
    await job.startJob();
    assert.equal(await ended(status(job)), 'error');
    const logs = await job.debugJob('error').nextLogs();
    const last = logs[logs.length - 1];
    assert.equal(last.level, 'error');
    assert.ok(last.code.length > 0);
    assert.equal(last.path[0].node_id, 'one');
    await refused(() => job.getResultsAsStac(), last.code);
    await job.deleteJob();
  },

  async graph(address) {
    const connection = await connect(address);
    const half = await connection.setUserProcess('half', {
      summary: 'Half of it',
      parameters: [{ name: 'x', description: 'A number', schema: { type: 'number' } }],
      process_graph: { one: node('divide', { x: { from_parameter: 'x' }, y: 2 }, { result: true }) },
    });
    assert.equal(half.id, 'half');
    assert.equal((await connection.getUserProcess('half')).summary, 'Half of it');
    assert.ok((await connection.listUserProcesses()).some((one) => one.id === 'half'));
    const result = await connection.computeResult({ process_graph: { one: node('half', { x: 5 }, { result: true }) } });
    assert.equal(await read(result.data), '2.5');
    await half.replaceUserProcess({ summary: 'By two', process_graph: half.toJSON().process_graph });
    await half.describeUserProcess();
    assert.equal(half.summary, 'By two');
    await half.deleteUserProcess();
    await refused(() => connection.getUserProcess('half'), 'ProcessGraphNotFound');
    await refused(() => connection.setUserProcess('add', sum), 'PredefinedProcessExists');
  },

  async file(address) {
    const connection = await connect(address);
    await inFolder(async (folder) => {
      const source = path.join(folder, 'up.txt');
      fs.writeFileSync(source, 'what was sent');
      const file = await connection.uploadFile(source, 'some folder/up.txt');
      assert.deepEqual([file.path, file.size], ['some folder/up.txt', 13]);
      assert.ok((await connection.listFiles()).some((one) => one.path === 'some folder/up.txt'));
      const target = path.join(folder, 'down.txt');
      await file.downloadFile(target);
      assert.equal(fs.readFileSync(target, 'utf8'), 'what was sent');
      await file.deleteFile();
      await refused(() => file.retrieveFile(), 'FileNotFound');
    });
    const me = await connection.describeAccount();
    assert.ok(me.storage.free > 0 && me.user_id.length > 0);
  },

  async service(address) {
    const connection = await connect(address);
    assert.deepEqual(Object.keys(await connection.listServiceTypes()).sort(), ['TMS', 'WCS', 'WMS', 'WMTS', 'XYZ']);
    const service = await connection.createService(sum, 'xyz', 'A map', null, true, { style: 'viridis' });
    await service.describeService();
    assert.deepEqual([service.title, service.type, service.enabled, service.configuration.style], ['A map', 'XYZ', true, 'viridis']);
    assert.match(service.url, /\{z\}.*style=viridis/);
    await service.updateService({ title: 'Another', enabled: false });
    await service.describeService();
    assert.deepEqual([service.title, service.enabled], ['Another', false]);
    assert.ok((await connection.listServices()).some((one) => one.id === service.id));
    assert.deepEqual(await service.debugService().nextLogs(), []);
    await service.deleteService();
    await refused(() => service.describeService(), 'ServiceNotFound');
  },

  async submit(address) {
    const connection = await connect(address);
    const job = await connection.createJob(graph());
    await job.startJob();
    assert.equal(await ended(status(job)), 'finished');
    return job.id;
  },

  async list(address) {
    const connection = await connect(address);
    return (await connection.listJobs()).filter((job) => job.status === 'finished').map((job) => job.id).join(' ');
  },

  /** The results of the job that another client made. */
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
