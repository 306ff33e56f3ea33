// What users of version 0.2.1 of the client do, which speaks API 0.0.2: node steps-0.2.cjs ADDRESS STEP
'use strict';

const { assert, box, ended, holds, run, smallest } = require('./common.cjs');

// This version was made for web pages, which load axios before it; here that of its own dependencies stands in the same place.
globalThis.axios = require(require.resolve('axios', { paths: [require.resolve('client-0-2')] }));
const { OpenEO } = require('client-0-2');

const graph = () => OpenEO.ImageCollection.create('S2')
  .filter_bbox(box.west, box.north, box.east, box.south, 'EPSG:32632')
  .filter_daterange('2017-01-01', '2017-01-31')
  .NDVI('B04', 'B08')
  .min_time();

const connect = async (address) => {
  OpenEO.API.baseUrl = `${address}/api/v0`;
  const told = await OpenEO.Auth.login('js-client', 'js-client');
  assert.ok(told.user_id.length > 0 && told.token.length > 0);
};

const me = () => OpenEO.Users.getObject('me');

const text = (data) => (typeof data === 'string' ? data : JSON.stringify(data));

const steps = {
  async discovery(address) {
    OpenEO.API.baseUrl = `${address}/api/v0`;
    const capabilities = await OpenEO.API.getCapabilities();
    for (const feature of [
      'outputFormatCapabilities', 'serviceCapabilities', 'data', 'dataInfo', 'processes', 'processInfo', 'userProcessGraphs', 'userFiles', 'userJobs', 'userServices',
      'userLogin', 'executeJob', 'createJob', 'queueJob', 'pauseJob', 'cancelJob', 'downloadJob', 'createService',
    ]) {
      assert.ok(capabilities[feature](), feature);
    }
    assert.ok('GTiff' in (await OpenEO.API.getOutputFormats()).formats);
    assert.ok((await OpenEO.Services.getCapabilities()).includes('wcs'));
    assert.ok((await OpenEO.Data.get()).some((one) => one.product_id === 'S2'));
    const product = await OpenEO.Data.getById('S2');
    assert.deepEqual(product.bands.map((band) => band.band_id), ['B04', 'B08']);
    assert.ok((await OpenEO.Processes.get()).some((one) => one.process_id.toLowerCase() === 'ndvi'));
    assert.equal((await OpenEO.Processes.getById('filter_bbox')).process_id, 'filter_bbox');
  },

  async result(address) {
    await connect(address);
    holds(text(await OpenEO.Jobs.executeSync(graph(), 'JSON')), smallest);
    const file = await OpenEO.Jobs.executeSync(graph(), 'GTiff');
    assert.ok(file.startsWith('II*') || file.startsWith('MM'));
  },

  async job(address) {
    await connect(address);
    const made = await OpenEO.Jobs.create(graph(), 'JSON');
    assert.equal(made.status, 'submitted');
    const job = OpenEO.Jobs.getObject(made.job_id);
    await job.queue();
    assert.equal(await ended(async () => (await job.get()).status), 'finished');
    const told = await job.get();
    assert.equal(told.process_graph.process_id, 'min_time');
    assert.equal(told.output.format, 'JSON');
    const [url] = JSON.parse(text(await job.download()));
    holds(text(await OpenEO.HTTP.download(url, false)), smallest);
    assert.ok((await me().getJobs()).some((one) => one.job_id === made.job_id));
    await job.cancel();
  },

  async pause(address) {
    await connect(address);
    const made = await OpenEO.Jobs.create(graph(), 'JSON');
    const job = OpenEO.Jobs.getObject(made.job_id);
    await assert.rejects(() => job.pause(), (status) => status === 428);
    await job.cancel();
    assert.equal((await job.get()).status, 'canceled');
  },

  async file(address) {
    await connect(address);
    const file = me().getFileObject('early.txt');
    await file.replace('what was sent');
    const listed = (await me().getFiles()).find((one) => one.name === 'early.txt');
    assert.equal(listed.size, 13);
    assert.equal(await file.get(), 'what was sent');
    await file.delete();
    await assert.rejects(() => file.get(), (status) => status === 404);
  },

  async graph(address) {
    await connect(address);
    const { process_graph_id: id } = await me().createProcessGraph(graph());
    assert.ok((await me().getProcessGraphs()).includes(id));
    const stored = me().getProcessGraphObject(id);
    assert.equal((await stored.get()).process_id, 'min_time');
    holds(text(await OpenEO.Jobs.executeSync({ process_id: `/user/${id}`, args: {} }, 'JSON')), smallest);
    await stored.replace(graph().args.imagery);
    assert.equal((await stored.get()).process_id, 'NDVI');
    await stored.delete();
    await assert.rejects(() => stored.get(), (status) => status === 404);
  },

  async service(address) {
    await connect(address);
    const made = await OpenEO.Jobs.create(graph());
    const service = await OpenEO.Services.create(made.job_id, 'wcs', { VERSION: '2.0.1' });
    assert.equal(service.job_id, made.job_id);
    const object = OpenEO.Services.getObject(service.service_id);
    assert.equal((await object.get()).service_url, service.service_url);
    assert.ok((await me().getServices()).some((one) => one.service_id === service.service_id));
    const capabilities = await OpenEO.HTTP.download(`${service.service_url}?SERVICE=WCS&REQUEST=GetCapabilities`, false);
    assert.ok(capabilities.includes(made.job_id));
    await object.delete();
    await assert.rejects(() => object.get(), (status) => status === 404);
  },

  async refusal(address) {
    await connect(address);
    await assert.rejects(() => OpenEO.Data.getById('none'), (status) => status === 404);
    await assert.rejects(() => OpenEO.Jobs.getObject('none').get(), (status) => status === 404);
    await assert.rejects(() => OpenEO.Jobs.executeSync(graph(), 'no such format'), (status) => status === 406);
    await assert.rejects(() => OpenEO.Jobs.executeSync({ process_id: 'nothing', args: {} }, 'JSON'), (status) => status >= 400 && status < 500);
  },

  /** A finished job for the other clients to read; its id. */
  async submit(address) {
    await connect(address);
    const { job_id: id } = await OpenEO.Jobs.create(graph(), 'JSON');
    const job = OpenEO.Jobs.getObject(id);
    await job.queue();
    assert.equal(await ended(async () => (await job.get()).status), 'finished');
    return id;
  },

  /** Ids of all finished jobs. */
  async list(address) {
    await connect(address);
    return (await me().getJobs()).filter((job) => job.status === 'finished').map((job) => job.job_id).join(' ');
  },

  /** The results of the job that another client made. */
  async fetch(address) {
    await connect(address);
    const [url] = JSON.parse(text(await OpenEO.Jobs.getObject(process.argv[4]).download()));
    holds(text(await OpenEO.HTTP.download(url, false)), smallest);
  },
};

run(steps);
