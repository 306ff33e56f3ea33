using Graticule.Jobs;
using Graticule.Jobs.Storage;
using Microsoft.Data.Sqlite;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What is opened, what is made, and what is refused and left as it is.</summary>
public sealed class SqlOpeningTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;

    public SqlOpeningTests() => _folder = new(Path.Combine(_temporary.Path, "data"));

    [Fact]
    public async Task A_new_folder_gets_a_database_that_only_its_owner_can_read_and_keeps_what_is_written()
    {
        var job = await FillAsync();

        await using var again = SqlDatabase.Open(_folder);

        Assert.Equal(SampleJobs.Text(job), SampleJobs.Text((await new SqlJobStore(again).FindAsync(job.Id, default))!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, TemporaryFolder.ModeOf(_folder.Database));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, TemporaryFolder.ModeOf(_folder.Database + "-wal"));
    }

    [Fact]
    public async Task A_folder_that_has_files_but_never_had_a_database_gets_one()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Files, "collections/demo"));

        await using var database = SqlDatabase.Open(_folder);

        Assert.True(File.Exists(_folder.Marker));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_database_is_not_replaced_by_an_empty_one_until_the_marker_is_deleted(bool truncated)
    {
        await FillAsync();
        File.Delete(_folder.Database);
        if (truncated)
        {
            await File.WriteAllBytesAsync(_folder.Database, []);
        }

        var problem = Refused();

        Assert.Contains(_folder.Marker, problem.Message, StringComparison.Ordinal);
        Assert.Equal(truncated, File.Exists(_folder.Database));
        File.Delete(_folder.Marker);
        await SqlDatabase.Open(_folder).DisposeAsync();
    }

    [Fact]
    public async Task A_first_start_that_was_killed_before_anything_was_written_is_begun_again()
    {
        Directory.CreateDirectory(_folder.Root);
        await File.WriteAllBytesAsync(_folder.Database, []);

        Assert.NotNull(await FillAsync());
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused() => RefusedUntouched(() => File.WriteAllText(_folder.Database, new string('x', 5000)), "is no database");

    [Fact]
    public void A_database_of_another_program_is_refused() => RefusedUntouched(() => Change("CREATE TABLE theirs (a)"), "another program");

    [Fact]
    public async Task A_newer_database_is_refused()
    {
        await FillAsync();
        RefusedUntouched(() => Change("PRAGMA user_version = 99"), "newer Graticule (schema 99");
    }

    [Fact]
    public async Task A_database_with_overwritten_pages_is_refused()
    {
        await FillAsync();
        RefusedUntouched(
            () =>
            {
                using var file = File.OpenWrite(_folder.Database);
                file.Position = 4096;
                file.Write(new byte[(int)file.Length - 4096]);
            },
            "is damaged");
    }

    [Fact]
    public async Task A_database_that_was_cut_off_is_refused()
    {
        await FillAsync();
        RefusedUntouched(
            () =>
            {
                using var file = File.OpenWrite(_folder.Database);
                file.SetLength(file.Length / 2);
            },
            "is damaged");
    }

    [SkippableFact]
    public void A_folder_that_may_not_be_written_is_named()
    {
        const string Sealed = "/proc/graticule";
        Skip.IfNot(Directory.Exists("/proc"), "There is no /proc here.");

        var problem = Assert.Throws<ProblemException>(() => SqlDatabase.Open(new(Sealed))).Problem;

        Assert.Equal(ProblemKind.Unavailable, problem.Kind);
        Assert.Contains(Sealed, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_programs_have_it_open_at_once_and_see_each_others_writes()
    {
        await using var server = SqlDatabase.Open(_folder);
        await using var other = SqlDatabase.Open(_folder);
        var jobs = Enumerable.Range(0, 200).Select(_ => SampleJobs.Queued()).ToList();

        await Task.WhenAll(jobs.Select((job, index) => new SqlJobStore(index % 2 == 0 ? server : other).AddAsync(job, default)));

        Assert.Equal(200, (await new SqlJobStore(server).ListAsync(new() { Owner = "ann", Limit = 1000 }, default)).Jobs.Count);
        Assert.Equal(200, (await new SqlJobStore(other).ListAsync(new() { Owner = "ann", Limit = 1000 }, default)).Jobs.Count);
    }

    [Fact]
    public async Task What_is_asked_of_a_closed_database_is_refused()
    {
        var database = SqlDatabase.Open(_folder);
        await database.DisposeAsync();

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => new SqlJobStore(database).AddAsync(SampleJobs.Queued(), default));

        Assert.Equal(ProblemKind.Unavailable, refusal.Problem.Kind);
    }

    public void Dispose() => _temporary.Dispose();

    /// <summary>Makes a database with a job in it, and closes it.</summary>
    private async Task<Job> FillAsync()
    {
        await using var database = SqlDatabase.Open(_folder);
        var jobs = Enumerable.Range(0, 100).Select(_ => SampleJobs.Full() with { Id = JobId.New(TimeProvider.System) }).ToList();
        await Task.WhenAll(jobs.Select(job => new SqlJobStore(database).AddAsync(job, default)));
        return jobs[0];
    }

    private Problem Refused() => Assert.Throws<ProblemException>(() => SqlDatabase.Open(_folder)).Problem;

    private void RefusedUntouched(Action damage, string reason)
    {
        Directory.CreateDirectory(_folder.Root);
        damage();
        var before = File.ReadAllBytes(_folder.Database);

        var problem = Refused();

        Assert.Equal(ProblemKind.Conflict, problem.Kind);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Database, problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.Database));
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
