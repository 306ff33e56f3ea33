namespace Graticule.Tests.Jobs.Execution.Slurm;

internal static class Wait
{
    /// <summary>Looks ten times a second until it holds; fails the test after <paramref name="seconds"/>.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, int seconds = 30)
    {
        for (var tries = 0; tries < seconds * 10; tries++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"It did not come about within {seconds} s.");
    }
}
