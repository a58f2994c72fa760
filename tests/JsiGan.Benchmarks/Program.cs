Console.WriteLine("jsigan");
