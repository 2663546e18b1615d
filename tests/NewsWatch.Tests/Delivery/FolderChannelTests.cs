using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Delivery;

public sealed class FolderChannelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-mail").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_mail_is_one_file_and_a_repeat_is_the_same_file()
    {
        await Send(_folder);
        await Send(_folder);

        var file = Directory.GetFiles(_folder).ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldEndWith(".eml");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldContain("Subject: Harbour city turns on cameras\r\n");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_made()
    {
        var below = Path.Combine(_folder, "a", "b");

        (await Send(below)).ShouldBeOfType<DeliveryResult.Sent>();
        Directory.GetFiles(below).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_a_failure_that_names_it()
    {
        var file = Path.Combine(_folder, "taken");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        (await Send(file)).ShouldBeOfType<DeliveryResult.Failed>().Reason.ShouldContain(file);
    }

    [Fact]
    public async Task The_console_gets_one_line_without_control_characters()
    {
        var output = new StringWriter();
        var delivery = Invented.Delivery(Invented.Message with { Line = "a\u001b[31m\r\nb" }, new ConsoleTarget());
        await new ConsoleChannel(output).Send(delivery, delivery.Message, TestContext.Current.CancellationToken);

        output.ToString().ShouldBe("a [31m b" + Environment.NewLine);
    }

    private static Task<DeliveryResult> Send(string folder)
    {
        var delivery = Invented.Delivery(Invented.Message, new FolderTarget(folder));
        return new FolderChannel(new MailSender("alerts@watch.example"), Path.GetTempPath()).Send(delivery, delivery.Message, TestContext.Current.CancellationToken);
    }
}
