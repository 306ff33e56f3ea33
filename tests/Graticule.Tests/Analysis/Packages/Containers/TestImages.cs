using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Graticule.Tests.Analysis.Packages.Containers;

/// <summary>Images made by <c>eng/test-images.sh</c>, once for all tests and runs.</summary>
internal static class TestImages
{
    private static readonly Task<string> Made = MakeAsync();

    /// <summary>Folder with <c>stub</c> and <c>boxed.sif</c>.</summary>
    public static async Task<string> FolderAsync()
    {
        var folder = await Made;
        Skip.IfNot(File.Exists(Path.Combine(folder, "boxed.sif")), "test images cannot be made here (Debian packages busybox-static and squashfs-tools)");
        return folder;
    }

    /// <summary>The same, when the image of the Orfeo ToolBox is in it.</summary>
    public static async Task<string> FolderWithOtbAsync()
    {
        var folder = await FolderAsync();
        Skip.IfNot(File.Exists(Path.Combine(folder, "otbtf_4.1.0-cpu.sif")), "the image of the Orfeo ToolBox cannot be made here (Debian package otb-bin)");
        return folder;
    }

    public static void Need(string program)
    {
        Skip.IfNot(
            (Environment.GetEnvironmentVariable("PATH") + ":/usr/bin:/usr/sbin").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))),
            $"{program} is not installed");
    }

    private static async Task<string> MakeAsync()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../../.."));
        var folder = Path.Combine(root, "artifacts", "test-images");
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(root, "eng", "test-images.sh"), [folder]) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
        return folder;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
