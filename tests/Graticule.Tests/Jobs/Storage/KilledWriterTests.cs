using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>A real process, killed at random moments with SIGKILL.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    [Fact]
    public async Task Every_acknowledged_write_is_there_after_the_writer_was_killed()
    {
        var acknowledged = new Dictionary<JobId, long>();
        for (var round = 0; round < 4; round++)
        {
            var time = TimeSpan.FromMilliseconds(Random.Shared.Next(1, 500));
            foreach (var (id, revision) in await JobWriterProcess.RunAndKillAsync(_temporary.Path, time))
            {
                acknowledged.Add(id, revision);
            }

            Assert.NotEmpty(acknowledged);
            await using var database = SqlDatabase.Open(new(_temporary.Path));
            var store = new SqlJobStore(database);
            foreach (var (id, revision) in acknowledged)
            {
                var job = await store.FindAsync(id, default);
                Assert.True(job is not null, $"job {id} of {acknowledged.Count} is lost");
                Assert.InRange(job.Revision, revision, 1);
                Assert.Equal(job.Revision == 1 ? JobState.Running : JobState.Queued, job.State);
            }
        }
    }

    public void Dispose() => _temporary.Dispose();
}
