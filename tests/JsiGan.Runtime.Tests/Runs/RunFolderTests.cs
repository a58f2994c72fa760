using JsiGan.Runtime.Files;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Runs;

public sealed class RunFolderTests
{
    [Fact]
    public async Task A_second_run_of_a_recipe_gets_a_folder_of_its_own()
    {
        using var parent = new TestFolder();
        var first = await RunFolder.ForNewAsync(null, "quickstart", parent.Path);
        Directory.CreateDirectory(first.Checkpoint);
        Assert.Equal(parent.File("quickstart"), first.Path);
        Assert.Equal(parent.File("quickstart-2"), (await RunFolder.ForNewAsync(null, "quickstart", parent.Path)).Path);
    }

    [Fact]
    public async Task A_run_is_never_written_over()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("checkpoint"));
        var fault = await Assert.ThrowsAsync<UsageException>(() => RunFolder.ForNewAsync(folder.Path, "any", "."));
        Assert.Contains("--resume " + folder.Path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_resumed_by_its_folder_or_by_its_checkpoint()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("checkpoint"));
        Assert.Equal(folder.Path, RunFolder.ForResume(folder.Path).Path);
        Assert.Equal(folder.Path, RunFolder.ForResume(folder.File("checkpoint")).Path);
        Assert.Equal(folder.Path, RunFolder.ForResume(folder.File("checkpoint") + "/").Path);
    }

    [Fact]
    public void A_folder_without_a_checkpoint_is_refused()
    {
        using var folder = new TestFolder();
        var fault = Assert.Throws<UsageException>(() => RunFolder.ForResume(folder.Path));
        Assert.Contains("without a checkpoint", fault.Message, StringComparison.Ordinal);
    }
}
